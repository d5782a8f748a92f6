/** The thread of a check: a large file takes a second, and nobody's answer shall wait for it. */
import { asThread } from '../../data/thread.ts';
import { checkFile, type Checked, type CheckTask, type TellRows } from './check.ts';

await asThread<CheckTask, Checked, Parameters<TellRows>>((task, { tell }) => ({
  result: checkFile(task, (...rows) => tell(rows)),
  transfer: [],
}));
