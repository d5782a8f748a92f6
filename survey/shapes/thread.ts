/** Runs an import beside the server, within limits of time and memory. */
import { inThread } from '../../data/thread.ts';
import { Problem } from '../../problem.ts';
import { tooMuch } from './fault.ts';
import { limit } from './limit.ts';
import type { Made, ShapesTask, TellStep } from './make.ts';

export interface ThreadOptions {
  readonly tell?: TellStep;
  /** ends the thread at once */
  readonly signal?: AbortSignal;
}

/** @throws Problem of `makeShapes`; shapes_stopped when the signal comes first, shapes_too_large when a limit does */
export function makeInThread(task: ShapesTask, { tell, signal }: ThreadOptions = {}): Promise<Made> {
  const late = AbortSignal.timeout(limit.time);
  return inThread<Made, Parameters<TellStep>>(new URL('./worker.ts', import.meta.url), task, {
    tell: (step) => tell?.(...step),
    signal: signal ? AbortSignal.any([signal, late]) : late,
    stopped: () => (signal?.aborted ? new Problem('shapes_stopped') : tooLong(task.file)),
    failed: (error) => (isOutOfMemory(error) ? tooBig(task.file) : error),
    resourceLimits: { maxOldGenerationSizeMb: limit.memory },
  });
}

const isOutOfMemory = (error: Error) => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooBig = (file: string) =>
  tooMuch(file, { it: 'troppi dati per la memoria', en: 'too much for the memory' }, `${limit.memory} MB`);

const tooLong = (file: string) =>
  tooMuch(file, { it: 'troppo da calcolare', en: 'too much to compute' }, `${limit.time / 1000} s`);
