import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { inject } from 'vitest';
import { testServer, type TestServer } from './server.ts';

const openDay = () => new Date('2026-06-15T10:00:00Z');

/** A server of its own that holds the demonstration, on a day on which its surveys are open. */
export async function demoServer(settings: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const made = await theDemonstration();
  return testServer(settings, { now: openDay }, (folder) => cp(made, folder, { recursive: true }));
}

/** The folder of a closed database with the demonstration: whoever needs it first makes it, once in a run of all tests. */
async function theDemonstration(): Promise<string> {
  const top = inject('demonstration');
  const [made, making] = [join(top, 'made'), join(top, 'making')];
  while (!existsSync(made)) {
    if (await claims(making)) await make(made).finally(() => rm(making, { recursive: true }));
    else await after(100);
  }
  return made;
}

const claims = (folder: string): Promise<boolean> =>
  mkdir(folder).then(
    () => true,
    () => false,
  );

async function make(made: string): Promise<void> {
  const server = await testServer({ DEMO: '1' }, { now: openDay });
  const half = `${made}.half`;
  try {
    await server.stop();
    await cp(server.dataDir, half, { recursive: true });
    await rename(half, made);
  } finally {
    await rm(server.dataDir, { recursive: true, force: true });
  }
}
