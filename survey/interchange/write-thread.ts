/** Writes a project beside the server: laying it out and packing it takes seconds, and nobody shall wait for it. */
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Outgoing } from './material.ts';
import type { Head } from './write-worker.ts';

export async function writeInThread({ sessions, ...head }: Outgoing): Promise<Buffer> {
  const worker = new Worker(new URL('./write-worker.ts', import.meta.url), { workerData: head satisfies Head });
  const written = new Promise<Buffer>((resolve, reject) => {
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`the thread that writes a project ended with ${code}`)));
    worker.on('message', (file: Uint8Array<ArrayBuffer>) => resolve(Buffer.from(file.buffer)));
  });
  written.catch(() => undefined);
  // making a message stops the server: so it is one session at a time
  for (const session of [...sessions, null]) {
    worker.postMessage(session);
    await setImmediate();
  }
  return written.finally(() => worker.terminate());
}
