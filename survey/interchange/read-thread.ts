/** Reads a file beside the server: unpacking and parsing take seconds of one processor, and nobody shall wait for it. */
import { inThread } from '../../data/thread.ts';
import type { IncomingSession } from './material.ts';
import type { FileMaterial, FileTask } from './read-file.ts';

/** @throws Problem unreadable_file */
export async function readInThread(task: FileTask): Promise<FileMaterial> {
  const sessions: IncomingSession[] = [];
  const tell = (session: IncomingSession, send: (more: unknown) => void) => {
    sessions.push(session);
    send('next');
  };
  const material = await inThread<FileMaterial, IncomingSession>(new URL('./read-worker.ts', import.meta.url), task, {
    tell,
  });
  return { ...material, sessions };
}
