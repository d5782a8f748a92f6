/** Runs the audit beside the server: it takes seconds of one processor, and nobody shall wait for it. */
import { inThread } from '../../data/thread.ts';
import { Problem } from '../../problem.ts';
import type { AuditTask } from './task.ts';
import type { Tell, Verdict } from './verdict.ts';

export interface ThreadOptions {
  readonly tell?: Tell | undefined;
  /** ends the thread at once */
  readonly signal?: AbortSignal | undefined;
}

/** @throws Problem publication_stopped when the signal comes before the verdict; what the audit throws */
export const auditInThread = (task: AuditTask, { tell, signal }: ThreadOptions = {}): Promise<Verdict> =>
  inThread<Verdict, Parameters<Tell>>(new URL('./worker.ts', import.meta.url), task, {
    ...{ signal, stopped: () => new Problem('publication_stopped') },
    tell: (progress) => tell?.(...progress),
  });
