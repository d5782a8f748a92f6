import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { loadSnapshot, type Snapshot } from '../../analytics/snapshot-store.ts';
import { openApplication, shippedProgramme, type Application } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { generate } from '../../survey/generate/generate.ts';

const id = 'basilicata-firms-2026';
let [directory, application, snapshot] = ['', {} as Application, {} as Snapshot];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  application = await openApplication(readConfig({ DATA_DIR: directory, DEMO: '0' }), { log: createLog('silent') });
  await application.loadProgramme(shippedProgramme('basilicata'));
  await generate(application, { survey: id, responses: 300, seed: 'sums' });
  await application.projection.run();
  const survey = application.registry.entry(id).compiled;
  await publishSnapshot(application.database, survey, { k: 5, today: '2026-06-15' });
  snapshot = (await loadSnapshot(application.database, id))!;
});
afterAll(async () => {
  await application.close();
  await rm(directory, { recursive: true, force: true });
});

/** What each firm of a cell said, over its job profiles, from the typed tables. */
const numbersIn = (condition: string) =>
  application.database.rows<{ value: number }>(
    `SELECT sum(profile.to_train)::INTEGER AS value
     FROM answer_basilicata_firms_2026 AS answer JOIN profile_basilicata_firms_2026 AS profile USING (seq)
     WHERE marks < 2 AND sector > 0 AND size_class > 0 AND municipality > 0 AND profile.to_train IS NOT NULL ${condition}
     GROUP BY seq ORDER BY value DESC`,
  );

describe('sums over firms', () => {
  it('are those of the job profiles, each with its base, where no firm stands out', async () => {
    const { bases, totals } = snapshot.totals.get('toTrain')!;
    const { variables } = application.registry.entry(id).compiled;
    const numberOf = (name: string, code: string) =>
      variables.get(name)!.categories.find((one) => one.code === code)!.number;
    const columns = { sizeClass: 'size_class', sector: 'sector' } as const;
    const judged: boolean[] = [];
    for (const [place, { table, codes }] of snapshot.cells.entries()) {
      if (table !== '' && table !== 'sizeClass' && table !== 'sector') continue;
      const condition = table === '' ? '' : `AND ${columns[table]} = ${numberOf(table, codes[0]!)}`;
      const values = (await numbersIn(condition)).map(({ value }) => value);
      const stands = values[0]! ** 2 >= 0.18 * values.reduce((sum, value) => sum + value ** 2, 0);
      judged.push(bases[place]! > 0);
      if (stands) expect([table, codes, bases[place]]).toEqual([table, codes, 0]);
      if (bases[place] === 0) continue;
      expect([bases[place], totals[place]]).toEqual([values.length, values.reduce((sum, value) => sum + value, 0)]);
    }
    expect(new Set(judged)).toEqual(new Set([true, false]));
  });

  it('are kept for the next audit by version, without the firm', async () => {
    const [kept] = await application.database.rows<{ total: number; firms: number }>(
      `SELECT sum(value * n)::INTEGER AS total, sum(n)::INTEGER AS firms FROM release_magnitude
       WHERE survey = ? AND variable = 'toTrain'`,
      [id],
    );
    const all = (await numbersIn('')).map(({ value }) => value);
    expect(kept).toEqual({ total: all.reduce((sum, value) => sum + value, 0), firms: all.length });
  });
});
