/** The thread that reads a file of answers: twenty thousand rows take seconds, and nobody's answer shall wait for them. */
import { asThread } from '../../data/thread.ts';
import { readTable, type ReadRow, type ReadTable, type ReadTask } from './read.ts';

await asThread<ReadTask, ReadTable, readonly ReadRow[]>((task, { tell }) => ({
  result: readTable(task, tell),
  transfer: [],
}));
