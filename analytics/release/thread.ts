/** Runs the audit beside the server: it takes seconds of one processor, and nobody shall wait for it. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import type { AuditTask } from './task.ts';
import type { Tell, Verdict } from './verdict.ts';
import type { Said } from './worker.ts';

export interface ThreadOptions {
  readonly tell?: Tell | undefined;
  /** ends the thread at once */
  readonly signal?: AbortSignal | undefined;
}

/**
 * @throws Problem publication_stopped when the signal comes before the verdict; what the audit throws
 */
export function auditInThread(task: AuditTask, { tell, signal }: ThreadOptions = {}): Promise<Verdict> {
  if (signal?.aborted) return Promise.reject(stopped());
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: task });
  const verdict = new Promise<Verdict>((resolve, reject) => {
    signal?.addEventListener('abort', () => reject(stopped()), { once: true });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread of the audit ended with ${code}`)));
    worker.on('message', (said: Said) => {
      if (said.kind === 'progress') tell?.(said.done, said.of);
      else if (said.kind === 'verdict') resolve(said.verdict);
      else reject(new Problem(said.code, said.values));
    });
  });
  return verdict.finally(() => worker.terminate());
}

const stopped = () => new Problem('publication_stopped');
