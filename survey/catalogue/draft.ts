/** Files that are being checked: held in memory until their owner confirms or forgets them. */
import { createHash } from 'node:crypto';
import { Problem, type ProblemLanguage } from '../../problem.ts';
import type { CatalogueDraft, CatalogueFile, CatalogueMapping } from '../contract.ts';
import type { Checked, CheckTask } from './check.ts';
import { limit } from './limit.ts';
import { checkInThread } from './thread.ts';

export interface Draft {
  readonly owner: string;
  readonly programme: string;
  readonly name: string;
  readonly hash: string;
  readonly bytes: Uint8Array;
  readonly replace: boolean;
  readonly basis: string;
  readonly againSince: string | null;
  readonly stop: AbortController;
  progress: { readonly done: number; readonly of: number };
  checked: Checked | null;
  problem: Problem | null;
}

/** What a check needs, and what it rests on. */
export type TaskOf = (
  programme: string,
  file: CatalogueFile & { readonly hash: string },
  mapping: CatalogueMapping | null,
) => Promise<{ readonly task: CheckTask; readonly basis: string; readonly againSince: string | null }>;

export interface Drafts {
  of(owner: string, programme: string): Draft | null;
  /** @throws Problem catalogue_busy */
  begin(owner: string, programme: string, file: CatalogueFile): Promise<Draft>;
  /** @throws Problem catalogue_not_checked, catalogue_busy */
  map(owner: string, programme: string, mapping: CatalogueMapping): Promise<Draft>;
  forget(owner: string, programme: string): void;
  /** Puts a draft back that could not be stored. */
  putBack(draft: Draft): void;
  close(): void;
}

const isRunning = ({ checked, problem }: Draft) => checked === null && problem === null;

/** @param report  keeps what nobody foresaw */
export function createDrafts(taskOf: TaskOf, report: (reason: unknown) => void): Drafts {
  const held = new Map<string, Draft>();
  // those whose catalogue is still being read
  let starting = 0;
  const nameOf = (owner: string, programme: string) => `${owner} ${programme}`;
  const forget = (name: string) => {
    held.get(name)?.stop.abort();
    held.delete(name);
  };
  const hold = (draft: Draft) => {
    const name = nameOf(draft.owner, draft.programme);
    forget(name);
    held.set(name, draft);
    for (const [oldest] of [...held].slice(0, Math.max(0, held.size - limit.held))) forget(oldest);
  };
  const start = async (
    owner: string,
    programme: string,
    { name, bytes }: CatalogueFile,
    mapping: CatalogueMapping | null,
  ): Promise<Draft> => {
    const own = nameOf(owner, programme);
    const others = [...held].filter(([other, one]) => other !== own && isRunning(one)).length;
    if (others + starting >= limit.running) throw new Problem('catalogue_busy');
    starting++;
    const hash = createHash('sha256').update(bytes).digest('hex');
    const made = taskOf(programme, { name, bytes, hash }, mapping).finally(() => starting--);
    const { task, basis, againSince } = await made;
    const draft: Draft = {
      ...{ owner, programme, name, hash, bytes, basis, againSince, replace: mapping?.replace ?? false },
      ...{ stop: new AbortController(), progress: { done: 0, of: 0 }, checked: null, problem: null },
    };
    hold(draft);
    const tell = (done: number, of: number) => void (draft.progress = { done, of });
    void run(draft, checkInThread(task, tell, draft.stop.signal));
    return draft;
  };
  const run = async (draft: Draft, work: Promise<Checked>) => {
    try {
      draft.checked = await work;
    } catch (error) {
      if (!(error instanceof Problem)) report(error);
      draft.problem = error instanceof Problem ? error : new Problem('internal', { reference: draft.name });
    }
  };
  return {
    of: (owner, programme) => held.get(nameOf(owner, programme)) ?? null,
    begin: (owner, programme, file) => start(owner, programme, file, null),
    map: async (owner, programme, mapping) => {
      const draft = held.get(nameOf(owner, programme));
      if (draft === undefined) throw new Problem('catalogue_not_checked');
      return start(owner, programme, draft, mapping);
    },
    forget: (owner, programme) => forget(nameOf(owner, programme)),
    putBack: (draft) => {
      if (!held.has(nameOf(draft.owner, draft.programme))) hold(draft);
    },
    close: () => {
      for (const name of [...held.keys()]) forget(name);
    },
  };
}

/** A draft as its owner reads it. */
export function toldDraft(draft: Draft, language: ProblemLanguage): CatalogueDraft {
  const { name, progress, checked, problem, replace, againSince } = draft;
  const { code, title, detail } = problem?.document(language) ?? {};
  return {
    ...{ file: name, state: problem ? 'failed' : checked ? 'ready' : 'running', ...progress, replace, againSince },
    encoding: checked?.encoding ?? null,
    columns: (checked?.columns ?? []).map((one) => ({ ...one, examples: [...one.examples] })),
    missing: [...(checked?.missing ?? [])],
    preview: (checked?.preview ?? []).map((row) => [...row]),
    wrongRows: checked?.wrongRows ?? 0,
    faults: [...(checked?.faults ?? [])],
    counts: checked?.counts ?? null,
    problem: code && title && detail ? { code, title, detail } : null,
  };
}
