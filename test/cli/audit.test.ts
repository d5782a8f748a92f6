import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { call, run } from './command.ts';

describe('the audit on the command line', { timeout: 180_000 }, () => {
  const empty = () => mkdtemp(join(tmpdir(), 'fabbisogni-'));
  let made: string;
  let dataDir: string;
  beforeAll(async () => {
    made = await empty();
    const folder = await writeProgramme(smallProgramme());
    await run(made, ['programme', 'load', folder]);
    await run(made, ['generate', '--survey', 'small-persons', '--responses', '40', '--seed', 'x']);
    await run(made, ['snapshot', 'publish', '--survey', 'small-persons']);
    await rm(dirname(folder), { recursive: true });
  });
  afterAll(() => rm(made, { recursive: true }));
  // three acts in a folder of its own for each test
  beforeEach(async () => {
    dataDir = await empty();
    await cp(made, dataDir, { recursive: true });
  });
  afterEach(() => rm(dataDir, { recursive: true }));

  /** Does to the table what the program never does, while the program does not run. */
  async function tamper(...statements: readonly string[]): Promise<void> {
    const database = await openDatabase({ directory: dataDir });
    await database.write(async (tx) => {
      for (const sql of statements) await tx.run(sql);
    });
    await database.close();
  }

  it('lists what was done, the newest first, and that it was listed', async () => {
    const { code, out } = await run(dataDir, ['audit', 'list']);
    expect(code).toBe(0);
    const acts = out
      .trim()
      .split('\n')
      .map((line) => line.split(',').slice(3, 7).join());
    expect(acts).toEqual([
      'who,name,action,programme',
      'command,,audit.export,',
      'command,,snapshot.publish,small',
      'command,,response.generate,small',
      'command,,programme.load,small',
    ]);
    const filtered = await call(dataDir, ['audit', 'list', '--action', 'audit.export', '--from', '2026-01-01']);
    expect(filtered.out.trim().split('\n')).toHaveLength(3);
    const wrong = await call(dataDir, ['audit', 'list', '--from', 'yesterday']);
    expect(wrong).toMatchObject({ code: 1, out: '' });
    expect(wrong.err).toContain('YYYY-MM-DD');
  });

  it('is verified, and the end that it prints may be noted elsewhere', async () => {
    const { code, out } = await run(dataDir, ['audit', 'verify']);
    expect(code).toBe(0);
    expect(out).toMatch(/^3 entries, whole; the last is 3:[0-9a-f]{64}\n$/);
    const noted = out.trim().split(' ').at(-1)!;
    expect(await call(dataDir, ['audit', 'verify', '--noted', noted])).toMatchObject({ code: 0 });
    const other = await call(dataDir, ['audit', 'verify', '--noted', `2:${'0'.repeat(64)}`]);
    expect(other).toEqual({ code: 1, out: '', err: 'Audit: entry 2 was edited.\n' });
  });

  it.each([
    ['edited', ["UPDATE audit SET who = 'somebody' WHERE seq = 2"], 'entry 2 was edited'],
    ['dropped', ['DELETE FROM audit WHERE seq = 2'], 'entry 2 is missing: it was dropped'],
    ['swapped', ['UPDATE audit SET seq = 3 - seq WHERE seq < 3'], 'entry 1 was swapped with 2'],
    ['cut', ['DELETE FROM audit WHERE seq > 1'], 'the end is missing, entry 2–3: it was cut'],
  ])('names an entry that was %s in the file', async (_, statements, what) => {
    await tamper(...statements);
    expect(await call(dataDir, ['audit', 'verify'])).toEqual({ code: 1, out: '', err: `Audit: ${what}.\n` });
  });
});
