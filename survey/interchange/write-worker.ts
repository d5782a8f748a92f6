/** The thread that writes a project: what it is called first, then its sessions one by one, null at the end; the file out. */
import { asThread } from '../../data/thread.ts';
import { projectOf } from './from-sessions.ts';
import type { Outgoing, OutgoingSession } from './material.ts';
import { writeProject } from './write.ts';

export type Head = Omit<Outgoing, 'sessions'>;

await asThread<Head, Uint8Array<ArrayBuffer>>(async (head, { listen }) => {
  const sessions: OutgoingSession[] = [];
  await new Promise<void>((resolve) =>
    listen((session: OutgoingSession | null) => (session === null ? resolve() : void sessions.push(session))),
  );
  const result = new Uint8Array(writeProject(projectOf({ ...head, sessions })));
  return { result, transfer: [result.buffer] };
});
