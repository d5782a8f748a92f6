/** Writes a project beside the server: laying it out and packing it takes seconds, and nobody shall wait for it. */
import { setImmediate } from 'node:timers/promises';
import { inThread } from '../../data/thread.ts';
import type { Outgoing } from './material.ts';
import type { Head } from './write-worker.ts';

export async function writeInThread({ sessions, ...head }: Outgoing): Promise<Buffer> {
  const file = await inThread<Uint8Array<ArrayBuffer>>(
    new URL('./write-worker.ts', import.meta.url),
    head satisfies Head,
    {
      more: async (send) => {
        for (const session of [...sessions, null]) {
          send(session);
          await setImmediate();
        }
      },
    },
  );
  return Buffer.from(file.buffer);
}
