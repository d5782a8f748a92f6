import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { istatZip } from '../support/shapefile.ts';
import { geoJson } from '../shapes/stage.ts';
import { call, run } from './command.ts';

let dataDir: string;
let [zip, foreign] = ['', ''];
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  [zip, foreign] = [join(dataDir, 'Limiti01012024_g.zip'), join(dataDir, 'foreign.json')];
  await writeFile(zip, istatZip());
  const ring = [
    [16.5, 40.5],
    [16.5, 40.7],
    [16.7, 40.7],
    [16.7, 40.5],
    [16.5, 40.5],
  ] as const;
  await writeFile(foreign, geoJson([{ properties: { codice: '077014' }, ring }]));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const credit = ['--source', 'ISTAT', '--vintage', '2024', '--licence', 'CC BY 4.0'];
const shapes = (...words: string[]) => call(dataDir, ['import', 'shapes', ...words]);

it('tries outlines on the command line, stores them, and says what it did', { timeout: 120_000 }, async () => {
  const tried = await run(dataDir, ['import', 'shapes', zip, '--level', 'municipality', '--dry-run']);
  expect(tried).toMatchObject({ code: 0, err: '' });
  for (const line of [
    'municipality: 2 of 3 records of Com01012024_g_WGS84 matched by PRO_COM_T',
    'in the file, not in the list: 1',
    '077999 Cittanuova',
    'in the list, not in the file: 129',
    'province: 1 of 1 records',
    'dry run: nothing was stored',
  ])
    expect(tried.out).toContain(line);

  const asked = await shapes(foreign, '--level', 'municipality', '--dry-run');
  expect(asked).toMatchObject({ code: 1, out: '' });
  expect(asked.err).toContain('codice (077014…; 1 recognised)');

  expect((await shapes(zip, '--level', 'municipality', ...credit)).out).toContain('stored as version 1');
  const second = await shapes(foreign, '--level', 'municipality', '--property', 'codice', ...credit);
  expect(second.out).toContain('stored as version 2');
  for (const wrong of [[zip], [zip, '--level', 'street', '--dry-run'], [zip, '--level', 'region', '--source', 'x']])
    expect(await shapes(...wrong)).toMatchObject({
      code: 1,
      err: expect.stringContaining('import shapes FILE') as string,
    });
  expect((await shapes('nothing.zip', '--level', 'region', '--dry-run')).code).toBe(1);
});
