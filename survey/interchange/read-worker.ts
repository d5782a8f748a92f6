/** The thread that reads a file: one task in, what the file brings out, a session at a time whenever it is asked for. */
import { parentPort, workerData } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import type { IncomingSession } from './material.ts';
import { readFile, type FileMaterial, type FileTask } from './read-file.ts';

/** What the thread says. A problem is told by its parts, since an error loses its class on the way. */
export type Said =
  | { readonly kind: 'material'; readonly material: FileMaterial; readonly sessions: number }
  | { readonly kind: 'session'; readonly session: IncomingSession }
  | { readonly kind: 'problem'; readonly code: Problem['code']; readonly values: Problem['values'] };

const say = (said: Said) => parentPort?.postMessage(said);

try {
  const material = readFile(workerData as FileTask);
  const sessions = material.sessions.values();
  // taking a message apart stops the server: so it gets one session at a time
  parentPort?.on('message', () => {
    const { value, done } = sessions.next();
    if (!done) say({ kind: 'session', session: value });
  });
  say({ kind: 'material', material: { ...material, sessions: [] }, sessions: material.sessions.length });
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  say({ kind: 'problem', code: error.code, values: error.values });
}
