/**
 * The only door to threads: work that takes seconds of a processor is done beside the server, so that nobody waits for
 * it. What goes in and out are plain values; a problem is told by its parts, since an error loses its class on the way.
 */
import { parentPort, Worker, workerData, type ResourceLimits } from 'node:worker_threads';
import { Problem, type ProblemCode, type Values } from '../problem.ts';

/** What a thread says to its server: on the way, and once at the end. */
type Said<Told, Result> =
  | { readonly kind: 'told'; readonly told: Told }
  | { readonly kind: 'result'; readonly result: Result }
  | { readonly kind: 'problem'; readonly code: ProblemCode; readonly values: Values };

export interface ThreadOptions<Told> {
  /** what the thread says on the way; it is answered by what this sends */
  readonly tell?: ((told: Told, send: (more: unknown) => void) => void) | undefined;
  /** given one after the other, with a turn of the event loop between: making a message stops the server */
  readonly more?: (send: (more: unknown) => void) => Promise<void>;
  /** ends the thread at once */
  readonly signal?: AbortSignal | undefined;
  /** what the work then fails with */
  readonly stopped?: () => Error;
  /** what an error of the thread itself means, such as that its memory is full */
  readonly failed?: (error: Error) => Error;
  readonly resourceLimits?: ResourceLimits;
}

/**
 * Runs a file as a thread until it has a result, which is all that is left of it.
 * @throws Problem those of the work; what `stopped` and `failed` make
 */
export async function inThread<Result, Told = never>(
  file: URL,
  task: unknown,
  { tell, more, signal, stopped = () => new Error('stopped'), failed, resourceLimits }: ThreadOptions<Told> = {},
): Promise<Result> {
  if (signal?.aborted) throw stopped();
  const worker = new Worker(file, { workerData: task, ...(resourceLimits && { resourceLimits }) });
  const send = (value: unknown) => worker.postMessage(value);
  const stop = new AbortController();
  try {
    const result = new Promise<Result>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(stopped()), { once: true, signal: stop.signal });
      worker.on('error', (error: Error) => reject(failed?.(error) ?? error));
      worker.on('exit', (code) => reject(new Error(`the thread of ${file.pathname} ended with ${code}`)));
      worker.on('message', (said: Said<Told, Result>) => {
        if (said.kind === 'told') tell?.(said.told, send);
        else if (said.kind === 'result') resolve(said.result);
        else reject(new Problem(said.code, said.values));
      });
    });
    // whoever gives more fails with what the thread failed with
    const [done] = await Promise.all([result, more?.(send)]);
    return done;
  } finally {
    stop.abort();
    await worker.terminate();
  }
}

/** What a thread may do beside its work. */
export interface Threaded<Told> {
  readonly tell: (told: Told) => void;
  /** Listens to what the server sends, until the work is done. */
  readonly listen: (heard: (more: never) => void) => void;
}

/** A result, and what of it is handed over instead of copied. */
export interface HandedOver<Result> {
  readonly result: Result;
  readonly transfer: readonly ArrayBuffer[];
}

/** Is the whole of a thread: one task in, one result out. */
export async function asThread<Task, Result, Told = never>(
  work: (task: Task, threaded: Threaded<Told>) => Promise<HandedOver<Result>> | HandedOver<Result>,
): Promise<void> {
  const say = (said: Said<Told, Result>, transfer: readonly ArrayBuffer[] = []) =>
    parentPort?.postMessage(said, [...transfer]);
  const listen: Threaded<Told>['listen'] = (heard) => void parentPort?.on('message', heard as (more: unknown) => void);
  try {
    const { result, transfer } = await work(workerData as Task, {
      tell: (told) => say({ kind: 'told', told }),
      listen,
    });
    say({ kind: 'result', result }, transfer);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say({ kind: 'problem', code: error.code, values: error.values });
  }
}
