import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../data/database.server.ts';
import { smallProgramme, writeProgramme } from '../support/small-programme.ts';
import { run, start } from './command.ts';

describe('the command line', { timeout: 180_000 }, () => {
  let dataDir: string;
  let folder: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
    folder = await writeProgramme(smallProgramme());
  });
  afterEach(async () => {
    await rm(dataDir, { recursive: true, force: true });
    await rm(dirname(folder), { recursive: true, force: true });
  });

  it('lists its commands', async () => {
    const { code, out } = await run(dataDir, ['help']);
    expect(code).toBe(0);
    for (const verb of [
      'demo',
      'generate --survey S',
      'programme check DIR',
      'snapshot publish --survey S',
      'config print',
    ])
      expect(out).toContain(verb);
  });

  it('says in one line, in the language of the machine, what it did not understand', async () => {
    const english = await run(dataDir, ['dance']);
    expect(english).toEqual({ code: 1, out: '', err: 'dance (npm run cli -- help)\n' });
    const generate = await run(dataDir, ['generate', '--survey', 'small-firms']);
    expect(generate).toEqual({ code: 1, out: '', err: 'generate --survey S --responses N --seed X\n' });
    const unknown = await run(dataDir, ['snapshot', 'publish', '--survey', 'x'], { LC_ALL: 'it_IT.UTF-8' });
    expect(unknown).toEqual({ code: 1, out: '', err: 'Non c’è nulla a questo indirizzo: x.\n' });
  });

  it('prints the settings in force', async () => {
    const { code, out } = await run(dataDir, ['config', 'print'], { K_MIN: '7' });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ dataDir, kMin: 7 });
    const wrong = await run(dataDir, ['config', 'print'], { K_MIN: '2', PORT: 'x' });
    expect(wrong.code).toBe(1);
    expect(wrong.err).toMatch(/K_MIN=2.*\n.*PORT=x|PORT=x.*\n.*K_MIN=2/);
  });

  it('prints the places of a territory as choices', async () => {
    const { code, out } = await run(dataDir, ['programme', 'places', 'region:10']);
    expect(code).toBe(0);
    const choices = JSON.parse(out) as { value: string; text: string }[];
    expect(choices).toHaveLength(92);
    expect(choices).toContainEqual({ value: '055032', text: 'Terni' });
    const provinces = await run(dataDir, ['programme', 'places', 'region:10', 'province']);
    expect((JSON.parse(provinces.out) as unknown[]).length).toBe(2);
    for (const wrong of [['region:99'], ['province:10'], ['region:10', 'street']])
      expect((await run(dataDir, ['programme', 'places', ...wrong])).err).toContain('programme places LEVEL:CODE');
  });

  it('checks a programme folder and names every fault', async () => {
    expect(await run(dataDir, ['programme', 'check', folder])).toEqual({
      code: 0,
      out: 'small: 2 surveys, 2 instruments, no fault\n',
      err: '',
    });
    await rm(join(folder, 'skills.json'));
    await rm(join(folder, 'notices'), { recursive: true });
    const { code, err } = await run(dataDir, ['programme', 'check', folder]);
    expect(code).toBe(1);
    expect(err).toContain('skills.json: The file is missing.');
    expect(err).toContain('notices: The file is missing.');
  });

  it('loads a programme, generates answers, and publishes when the release plan allows it', async () => {
    const loaded = await run(dataDir, ['programme', 'load', folder]);
    expect(loaded).toMatchObject({ code: 0, out: 'loaded: firm v1, person v1\n' });
    expect(await run(dataDir, ['programme', 'load', folder])).toMatchObject({
      code: 0,
      out: 'nothing has changed since it was loaded\n',
    });
    const publish = ['snapshot', 'publish', '--survey', 'small-persons'];
    const early = await run(dataDir, publish);
    expect(early).toMatchObject({ code: 1, out: '' });
    expect(early.err).toContain('at 10 answers; there are 0 now');
    const generated = await run(dataDir, [
      'generate',
      '--survey',
      'small-persons',
      '--responses',
      '300',
      '--seed',
      'a',
    ]);
    expect(generated).toMatchObject({ code: 0, out: '300 responses stored\n' });
    expect(await run(dataDir, publish)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/300 responses/) as string,
    });
    expect(await run(dataDir, publish)).toMatchObject({ code: 1 });
  });

  it('says that the server holds the database, and which file that is', async () => {
    const database = await openDatabase({ directory: dataDir });
    try {
      const { code, err } = await run(dataDir, ['programme', 'load', folder]);
      expect(code).toBe(1);
      expect(err).toMatch(/^Another process uses .*fabbisogni\.duckdb\. Stop it, or choose another DATA_DIR\.\n$/);
    } finally {
      await database.close();
    }
  });

  it('stops generating when it is interrupted, keeps what is stored, and goes on from there', async () => {
    await run(dataDir, ['programme', 'load', folder]);
    const generate = ['generate', '--survey', 'small-persons', '--seed', 'a', '--responses'];
    const running = start(dataDir, [...generate, '1000000']);
    await running.line(/^2000 of 1000000$/);
    running.process.kill('SIGINT');
    const { code, out } = await running.ended;
    expect(code).toBe(1);
    const stored = Number(/^(\d+) responses stored/.exec(out)?.[1]);
    expect(stored % 2_000).toBe(0);
    const { out: again } = await run(dataDir, [...generate, String(stored + 10)]);
    expect(again).toBe(`10 responses stored, ${stored} were there already\n`);
  });
});
