/** The thread of the audit: one task in, what it has come to meanwhile, one verdict out. */
import { asThread } from '../../data/thread.ts';
import type { AuditTask } from './task.ts';
import { verdictOn, type Tell, type Verdict } from './verdict.ts';

await asThread<AuditTask, Verdict, Parameters<Tell>>(async (task, { tell }) => {
  return { result: await verdictOn(task, (...progress) => tell(progress)), transfer: [] };
});
