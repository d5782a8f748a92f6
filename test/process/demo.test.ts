import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openApplication, shippedProgramme, shippedProgrammes } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { wantsDemo } from '../../demo.ts';
import { createLog } from '../../log.ts';
import { demoMaking, demoServer, filled } from '../support/demonstration.ts';

describe('the demonstration', { timeout: 240_000 }, () => {
  it('goes on where it was interrupted, until every programme that ships is filled and published', async () => {
    const { wanted, told, full } = await demoMaking();
    expect(wanted).toEqual([true, true]);
    expect([told[0].length, full]).toEqual([3, 2]);
    expect(told[1][0]).toBe(told[0][2]);

    const server = await demoServer();
    const { application } = server;
    try {
      expect(filled(application).filter(({ held, wanted }) => held !== wanted || wanted === 0)).toEqual([]);
      expect(application.registry.programmes().map(({ id }) => id)).toEqual(shippedProgrammes());
      expect(application.registry.entries().every(({ compiled }) => compiled.synthetic)).toBe(true);
      const published = await application.database.rows<{ survey: string }>('SELECT DISTINCT survey FROM snapshot');
      const entries = application.registry.entries();
      const totalled = entries.filter(({ settings }) => !settings.attributed).map(({ compiled }) => compiled.id);
      expect(published.map(({ survey }) => survey).sort()).toEqual(totalled.sort());
      expect(totalled).toHaveLength(entries.length - 1);
      expect(await wantsDemo(application)).toBe(false);
    } finally {
      await server.close();
    }
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
