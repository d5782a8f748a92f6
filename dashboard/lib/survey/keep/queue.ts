/** Answers that were handed in without a network: they wait on this device, sealed, and are sent once. */
import type { Acceptance, Submission } from '../../../../survey/contract.ts';
import { ApiFault } from '../../api.ts';
import type { ProblemDocument } from '../../problem.ts';
import type { Draft } from '../draft.ts';
import { submit } from '../send.ts';
import { dropFor } from './resume.ts';
import { canKeep, dropSealed, keepSealed, readAll, readSealed } from './sealed.ts';

export interface Waiting {
  readonly survey: string;
  readonly body: Submission;
  /** as it was when it was handed in: what was sent before, and the code it was saved under */
  readonly draft: Draft;
  /** YYYY-MM-DD on this device */
  readonly since: string;
  /** why the server does not take it as it is */
  readonly problem?: ProblemDocument;
}

/** What came back for answers that had waited; it stays until somebody has kept the code. */
export interface Arrived {
  readonly survey: string;
  readonly acceptance: Acceptance;
  readonly since: string;
}

/** The name of the worker's errand, and of the lock of one submission. */
export const errand = 'fabbisogni-send';

/** Told to every page of this site when the queue has changed. */
const channel = () => ('BroadcastChannel' in globalThis ? new BroadcastChannel(errand) : null);

/** Tells the other pages, and the worker, that the queue has changed. */
function tell(): void {
  const open = channel();
  open?.postMessage('changed');
  open?.close();
}

/** Calls when the queue has changed elsewhere. @returns ends it */
export function onTold(work: () => void): () => void {
  const open = channel();
  open?.addEventListener('message', work);
  return () => open?.close();
}

/** @returns whether it is kept; where not, the answers are on the page alone */
export async function enqueue(waiting: Waiting): Promise<boolean> {
  if (!canKeep()) return false;
  return keepSealed('queue', waiting.body.id, waiting).then(
    () => true,
    () => false,
  );
}

export async function dequeue(id: string): Promise<void> {
  if (!canKeep()) return;
  await dropSealed('queue', id).catch(() => undefined);
  tell();
}

export const waitingOnes = (): Promise<Waiting[]> => read<Waiting>('queue');
export const arrivedOnes = (): Promise<Arrived[]> => read<Arrived>('receipt');
export const dismiss = (id: string): Promise<void> => dropSealed('receipt', id).catch(() => undefined);

const read = async <T>(table: 'queue' | 'receipt'): Promise<T[]> =>
  canKeep() ? readAll<T>(table).catch(() => []) : [];

/** Does the work while nobody else sends this submission. @returns null when somebody does, if it must not wait */
export async function alone<T>(id: string, mustWait: boolean, work: () => Promise<T>): Promise<T | null> {
  if (!('locks' in navigator)) return work();
  const options = mustWait ? {} : { ifAvailable: true };
  return (await navigator.locks.request(`${errand}:${id}`, options, (lock) => (lock ? work() : null))) as T | null;
}

/** Tries everything that waits, once. @returns whether something is left that may be tried again */
export async function flush(): Promise<boolean> {
  const all = await waitingOnes();
  const left = await Promise.all(
    all.filter(({ problem }) => !problem).map(({ body }) => alone(body.id, false, () => sendOne(body.id))),
  );
  if (all.length > 0) tell();
  return left.some((one) => one === true);
}

/** @returns whether it may be tried again */
async function sendOne(id: string): Promise<boolean> {
  // read again: it may have been sent or taken back since
  const waiting = await readSealed<Waiting>('queue', id);
  if (!waiting) return false;
  const { survey, body, draft, since } = waiting;
  const once = new AbortController();
  try {
    const patience = { signal: once.signal, onwait: () => once.abort() };
    const acceptance = await submit(survey, body, draft.sent, patience);
    await keepSealed('receipt', id, { survey, acceptance, since } satisfies Arrived);
    await dropSealed('queue', id);
    if (draft.code) await dropFor(draft.code, body.language);
    return false;
  } catch (error) {
    if (!(error instanceof ApiFault)) return true;
    await keepSealed('queue', id, { ...waiting, problem: error.problem });
    return false;
  }
}
