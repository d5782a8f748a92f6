/** The thread of an import: a large file takes seconds, and nobody's answer shall wait for it. */
import { asThread } from '../../data/thread.ts';
import { makeShapes, type Made, type ShapesTask, type TellStep } from './make.ts';

await asThread<ShapesTask, Made, Parameters<TellStep>>(async (task, { tell }) => {
  return { result: await makeShapes(task, (...step) => tell(step)), transfer: [] };
});
