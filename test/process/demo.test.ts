import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openApplication, shippedProgramme, shippedProgrammes, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { loadDemo, wantsDemo } from '../../demo.ts';
import { createLog } from '../../log.ts';

let directory: string;
let application: Application;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-demo-'));
  application = await openApplication(readConfig({ DATA_DIR: directory }), {
    log: createLog('silent'),
    now: () => new Date('2026-06-15T10:00:00Z'),
  });
});
afterAll(async () => {
  await application.close();
  await rm(directory, { recursive: true });
});

/** Accepted answers of each survey, and how many its programme wants. */
const filled = () =>
  application.registry.entries().map(({ compiled: { id }, settings: { demo = 0 } }) => ({
    ...{ id, held: application.intake.total(id), wanted: demo },
  }));

describe('the demonstration', { timeout: 240_000 }, () => {
  it('goes on where it was interrupted, until every programme that ships is filled and published', async () => {
    expect(await wantsDemo(application)).toBe(true);
    const told: string[] = [];
    const stopAtThird = (line: string) => {
      told.push(line);
      if (told.length === 3) throw new Error('interrupted');
    };
    await expect(loadDemo(application, stopAtThird, 'server')).rejects.toThrow('interrupted');
    expect(await wantsDemo(application)).toBe(true);
    expect(filled().filter(({ held, wanted }) => held === wanted)).toHaveLength(2);

    const again: string[] = [];
    await loadDemo(application, (line) => void again.push(line), 'server');
    expect(again[0]).toBe(told[2]);
    expect(filled().filter(({ held, wanted }) => held !== wanted || wanted === 0)).toEqual([]);
    expect(application.registry.programmes().map(({ id }) => id)).toEqual(shippedProgrammes());
    expect(application.registry.entries().every(({ compiled }) => compiled.synthetic)).toBe(true);
    const published = await application.database.rows<{ survey: string }>('SELECT DISTINCT survey FROM snapshot');
    expect(published).toHaveLength(filled().length);
    expect(await wantsDemo(application)).toBe(false);
  });

  it('is not wanted where somebody has loaded a programme', async () => {
    const own = await mkdtemp(join(tmpdir(), 'fabbisogni-own-'));
    const other = await openApplication(readConfig({ DATA_DIR: own }), { log: createLog('silent') });
    await other.loadProgramme(shippedProgramme('moral'));
    expect(await wantsDemo(other)).toBe(false);
    await other.close();
    await rm(own, { recursive: true });
  });
});
