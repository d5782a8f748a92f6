/** The thread that writes a project: what it is called first, then its sessions one by one, null at the end; the file out. */
import { parentPort, workerData } from 'node:worker_threads';
import { projectOf } from './from-sessions.ts';
import type { Outgoing, OutgoingSession } from './material.ts';
import { writeProject } from './write.ts';

export type Head = Omit<Outgoing, 'sessions'>;

const sessions: OutgoingSession[] = [];

parentPort?.on('message', (session: OutgoingSession | null) => {
  if (session !== null) return void sessions.push(session);
  const file = new Uint8Array(writeProject(projectOf({ ...(workerData as Head), sessions })));
  parentPort?.postMessage(file, [file.buffer]);
});
