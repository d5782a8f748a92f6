import { cp } from 'node:fs/promises';
import { openApplication, shippedProgramme } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { madeOnce } from './made-once.ts';

const openDay = () => new Date('2026-06-15T10:00:00Z');

/** Fills the folder of a server with programmes that ship, which are loaded once in a run of all tests. */
export const loaded =
  (...programmes: readonly string[]) =>
  async (folder: string): Promise<void> => {
    const made = await madeOnce(`loaded-${programmes.join('-')}`, (empty) => load(empty, programmes));
    await cp(made, folder, { recursive: true });
  };

async function load(folder: string, programmes: readonly string[]): Promise<void> {
  const config = readConfig({ DATA_DIR: folder, DEMO: '0' });
  const application = await openApplication(config, { log: createLog('silent'), now: openDay });
  try {
    for (const id of programmes) await application.loadProgramme(shippedProgramme(id));
  } finally {
    await application.close();
  }
}
