/** Runs an import beside the server, within limits of time and memory. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import { tooMuch } from './fault.ts';
import { limit } from './limit.ts';
import type { Made, ShapesTask, TellStep } from './make.ts';
import type { Said } from './worker.ts';

export interface ThreadOptions {
  readonly tell?: TellStep;
  /** ends the thread at once */
  readonly signal?: AbortSignal;
}

/** @throws Problem of `makeShapes`; shapes_stopped when the signal comes first */
export async function makeInThread(task: ShapesTask, { tell, signal }: ThreadOptions = {}): Promise<Made> {
  if (signal?.aborted) throw new Problem('shapes_stopped');
  const resourceLimits = { maxOldGenerationSizeMb: limit.memory };
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task, resourceLimits });
  const late = AbortSignal.timeout(limit.time);
  try {
    return await new Promise<Made>((resolve, reject) => {
      signal?.addEventListener('abort', () => reject(new Problem('shapes_stopped')), { once: true });
      late.addEventListener('abort', () => reject(tooLong(task.file)), { once: true });
      worker.on('error', (error) => reject(isOutOfMemory(error) ? tooBig(task.file) : error));
      worker.on('exit', (code) => reject(new Error(`the thread of the import ended with ${code}`)));
      worker.on('message', (said: Said) => {
        if (said.kind === 'step') tell?.(said.step, said.done, said.of);
        else if (said.kind === 'made') resolve(said.made);
        else reject(new Problem(said.code, said.values));
      });
    });
  } finally {
    await worker.terminate();
  }
}

const isOutOfMemory = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const tooBig = (file: string) =>
  tooMuch(file, { it: 'troppi dati per la memoria', en: 'too much for the memory' }, `${limit.memory} MB`);

const tooLong = (file: string) =>
  tooMuch(file, { it: 'troppo da calcolare', en: 'too much to compute' }, `${limit.time / 1000} s`);
