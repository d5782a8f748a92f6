import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { openApplication, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { loadDemo, wantsDemo } from '../../demo.ts';
import { createLog } from '../../log.ts';
import { startServer } from '../../server.ts';
import { madeOnce } from './made-once.ts';
import { testServer, type TestServer } from './server.ts';

const openDay = () => new Date('2026-06-15T10:00:00Z');

/** What was seen while the demonstration was made. */
const Making = z.object({
  /** whether it was wanted: at first, and after it was interrupted */
  wanted: z.tuple([z.boolean(), z.boolean()]),
  /** what was told until it was interrupted at the third line, and by the server that went on */
  told: z.tuple([z.array(z.string()), z.array(z.string())]),
  /** how many surveys were full when it was interrupted */
  full: z.int(),
});
export type Making = z.infer<typeof Making>;

/** A server of its own that holds the demonstration, on a day on which its surveys are open. */
export async function demoServer(settings: Readonly<Record<string, string>> = {}): Promise<TestServer> {
  const made = await theDemonstration();
  return testServer(settings, { now: openDay }, (folder) => cp(join(made, 'data'), folder, { recursive: true }));
}

/** How the demonstration was made. */
export async function demoMaking(): Promise<Making> {
  return Making.parse(JSON.parse(await readFile(join(await theDemonstration(), 'making.json'), 'utf8')));
}

/** Accepted answers of each survey, and how many its programme wants. */
export const filled = ({ registry, intake }: Application) =>
  registry.entries().map(({ compiled: { id }, settings: { demo = 0 } }) => ({
    ...{ id, held: intake.total(id), wanted: demo },
  }));

/** The folder of a closed database with the demonstration, and of how it was made. */
const theDemonstration = () => madeOnce('demonstration', make);

/** A server goes on where an earlier program was interrupted: what test/process/demo.test.ts is about. */
async function make(folder: string): Promise<void> {
  const data = join(folder, 'data');
  await mkdir(data);
  const { wanted, told, full } = await interrupted(data);
  const making: Making = { wanted, told: [told, await goneOn(data)], full };
  await writeFile(join(folder, 'making.json'), JSON.stringify(making));
}

async function interrupted(data: string) {
  const config = readConfig({ DATA_DIR: data, DEMO: '0' });
  const application = await openApplication(config, { log: createLog('silent'), now: openDay });
  const told: string[] = [];
  const stopAtThird = (line: string) => {
    if (told.push(line) === 3) throw new Interruption();
  };
  try {
    const before = await wantsDemo(application);
    await loadDemo(application, stopAtThird, 'server').catch((error: unknown) => {
      if (!(error instanceof Interruption)) throw error;
    });
    const wanted: Making['wanted'] = [before, await wantsDemo(application)];
    return { wanted, told, full: filled(application).filter(({ held, wanted }) => held === wanted).length };
  } finally {
    await application.close();
  }
}

class Interruption extends Error {}

async function goneOn(data: string): Promise<string[]> {
  const told: string[] = [];
  const info = (line: unknown) => void (typeof line === 'string' && told.push(line));
  const log = Object.assign(createLog('silent'), { info });
  const server = await startServer(readConfig({ PORT: '0', DEMO: '1', DATA_DIR: data }), { log, now: openDay });
  await server.close();
  return told;
}
