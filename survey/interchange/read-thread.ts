/** Reads a file beside the server: unpacking and parsing take seconds of one processor, and nobody shall wait for it. */
import { Worker } from 'node:worker_threads';
import { Problem } from '../../problem.ts';
import type { IncomingSession } from './material.ts';
import type { FileMaterial, FileTask } from './read-file.ts';
import type { Said } from './read-worker.ts';

/** @throws Problem unreadable_file */
export function readInThread(task: FileTask): Promise<FileMaterial> {
  const worker = new Worker(new URL('./read-worker.ts', import.meta.url), { workerData: task });
  const read = new Promise<FileMaterial>((resolve, reject) => {
    let [material, wanted]: [FileMaterial | null, number] = [null, 0];
    const sessions: IncomingSession[] = [];
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread that reads a file ended with ${code}`)));
    worker.on('message', (said: Said) => {
      if (said.kind === 'problem') return reject(new Problem(said.code, said.values));
      if (said.kind === 'material') [material, wanted] = [said.material, said.sessions];
      else sessions.push(said.session);
      if (material && sessions.length === wanted) resolve({ ...material, sessions });
      else worker.postMessage('next');
    });
  });
  return read.finally(() => worker.terminate());
}
