import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { call } from './command.ts';

let dataDir: string;
let folder: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  folder = await writeProgramme(smallProgramme());
  await call(dataDir, ['programme', 'load', folder]);
}, 180_000);
afterAll(async () => {
  await rm(dataDir, { recursive: true });
  await rm(dirname(folder), { recursive: true });
});

describe('codes made on the command line', { timeout: 180_000 }, () => {
  it('stand in their file alone, which is never written over', async () => {
    const out = join(dataDir, 'codes.csv');
    const make = ['token', 'make', '--survey', 'small-persons', '--number', '3', '--stratum', 'x', '--out', out];
    expect((await call(dataDir, make)).code).toBe(0);
    const [header, ...lines] = (await readFile(out, 'utf8')).trim().split('\n');
    expect([header, lines.length]).toEqual(['code,link', 3]);
    expect(lines[0]).toMatch(/^((?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}),\/survey\/small-persons#invito=\1$/);
    expect((await call(dataDir, make)).code).not.toBe(0);
    expect((await call(dataDir, ['token', 'make', '--survey', 'small-persons'])).code).not.toBe(0);
    const database = await openDatabase({ directory: dataDir });
    const rows = await database.rows('SELECT survey, stratum, channel, used FROM token');
    await database.close();
    const row = { survey: 'small-persons', stratum: 'x', channel: null, used: false };
    expect(rows).toEqual([row, row, row]);
  });
});
