/** The thread of the audit: one task in, what it has come to meanwhile, one verdict out. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import type { AuditTask } from './task.ts';
import { verdictOn, type Verdict } from './verdict.ts';

/** What the thread says. A problem is told by its parts, since an error loses its class on the way. */
export type Said =
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'problem'; readonly code: Problem['code']; readonly values: Problem['values'] };

const say = (said: Said) => parentPort?.postMessage(said);

try {
  const verdict = await verdictOn(workerData as AuditTask, (done, of) => say({ kind: 'progress', done, of }));
  say({ kind: 'verdict', verdict });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say({ kind: 'problem', code: error.code, values: error.values });
}
