/** The thread that reads a file: one task in, what the file brings out, a session at a time whenever it is asked for. */
import { asThread } from '../../data/thread.ts';
import type { IncomingSession } from './material.ts';
import { readFile, type FileMaterial, type FileTask } from './read-file.ts';

await asThread<FileTask, FileMaterial, IncomingSession>(async (task, { tell, listen }) => {
  const { sessions, ...material } = readFile(task);
  // taking a message apart stops the server: so it gets one session at a time, and asks for the next
  const [first, ...others] = sessions;
  const rest = others.values();
  if (first)
    await new Promise<void>((resolve) => {
      listen(() => {
        const { value, done } = rest.next();
        if (done) resolve();
        else tell(value);
      });
      tell(first);
    });
  return { result: { ...material, sessions: [] }, transfer: [] };
});
