/** Runs a check beside the server, within limits of time and memory. */
import { inThread } from '../../data/thread.ts';
import { Problem } from '../../problem.ts';
import { notATable, type Checked, type CheckTask, type TellRows } from './check.ts';
import { limit } from './limit.ts';

/** @throws Problem of `checkFile`; catalogue_stopped when the signal comes first, catalogue_file when a limit does */
export function checkInThread(task: CheckTask, tell: TellRows, signal: AbortSignal): Promise<Checked> {
  const late = AbortSignal.timeout(limit.time);
  const tooMuch = () => notATable(task.file, 'ha troppo da leggere', 'there is too much to read');
  return inThread<Checked, Parameters<TellRows>>(new URL('./worker.ts', import.meta.url), task, {
    tell: (rows) => tell(...rows),
    signal: AbortSignal.any([signal, late]),
    stopped: () => (signal.aborted ? new Problem('catalogue_stopped') : tooMuch()),
    failed: (error) => ('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
    resourceLimits: { maxOldGenerationSizeMb: limit.memory },
  });
}
