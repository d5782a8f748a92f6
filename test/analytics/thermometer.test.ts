import { describe, expect, it } from 'vitest';
import { Thermometer } from '../../analytics/contract.ts';
import { createAnalytics } from '../../analytics/service.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { k, openStage, times } from './stage.ts';
import { smallSurvey } from './survey.ts';

const { database, publish } = openStage();
type Fact = readonly [variable: string, category: string, territory: string, value: number, year?: number];
let programmes = 0;
const tables = [[], ['region'], ['sex'], ['ageClass'], ['region', 'sex'], ['region', 'ageClass']];

/** Publishes answers as a programme that knows these facts of the population, and reads the thermometer. */
async function read(facts: readonly Fact[], answers = [...times(30, { sex: 1 }), ...times(20, { sex: 2 })]) {
  const programme = `told-${(programmes += 1)}`;
  await database().write(async (tx) => {
    for (const [variable, category, territory, value, year = 2020] of facts) {
      const [level = '', code = ''] = territory.split(':');
      await tx.run('INSERT INTO benchmark VALUES (?, ?, ?, ?, ?, ?, NULL, ?, ?, ?, NULL)', [
        ...[programme, variable, category, level, code, value, year, 'Censimento', 'Census'],
      ]);
    }
  });
  const parts: Partial<CompiledSurvey> = { programme, release: { sizes: [{ size: 1, tables }], closing: true } };
  const { analytics, survey } = await publish(answers, parts);
  return { programme, ...Thermometer.parse(await analytics.thermometer(survey.id)) };
}

describe('the thermometer', () => {
  it('sets the share of those who answered beside that of the population', async () => {
    const { items, reading } = await read([
      ['sex', 'f', 'region:17', 0.51],
      ['sex', 'm', 'region:17', 0.49],
    ]);
    expect(items).toMatchObject([
      {
        ...{ variable: 'sex', role: 'sex', categories: [{ code: 'f' }], place: { it: '17' }, n: 50 },
        ...{ respondents: 0.6, population: 0.51, year: 2020, source: { it: 'Censimento', en: 'Census' } },
      },
      { categories: [{ code: 'm' }], respondents: 0.4, population: 0.49 },
    ]);
    expect(items[0]?.difference).toBeCloseTo(0.09, 12);
    expect(reading).toBe('some');
  });

  it.each([
    [0.56, 'close'],
    [0.55, 'some'],
    [0.51, 'some'],
    [0.5, 'far'],
  ] as const)('reads 60 % beside %d as %s', async (share, reading) => {
    expect((await read([['sex', 'f', 'region:17', share]])).reading).toBe(reading);
  });

  it('goes by the largest difference, so that a good item hides no bad one', async () => {
    const older = [2, 3].flatMap((ageClass) => times(10, { sex: 2, ageClass }));
    const answers = [...times(30, { ageClass: 1 }), ...older];
    const found = await read(
      [
        ['sex', 'f', 'region:17', 0.6],
        ['ageClass', '16-29', 'region:17', 0.2],
      ],
      answers,
    );
    expect(found.reading).toBe('far');
  });

  it('counts categories together, among those that the population has', async () => {
    const answers = [...times(20, { ageClass: 1 }), ...times(10, { ageClass: 2 }), ...times(20, { ageClass: 3 })];
    const { items } = await read(
      [
        ['ageClass', '16-29', 'region:17', 0.3],
        ['ageClass', '30-54', 'region:17', 0.7],
      ],
      answers,
    );
    expect(items.map(({ respondents, n }) => [respondents, n])).toEqual([
      [20 / 30, 30],
      [10 / 30, 30],
    ]);
    const together = await read([['ageClass', '16-29|30-54', 'region:17', 0.5]], answers);
    expect(together.items[0]).toMatchObject({ respondents: 30 / 50, n: 50 });
  });

  it('takes the newest fact about the widest place', async () => {
    const { items } = await read([
      ['sex', 'f', 'region:17', 0.4, 2011],
      ['sex', 'f', 'region:17', 0.5, 2021],
      ['sex', 'f', 'province:076', 0.1, 2021],
      ['sex', 'f', 'region:16', 0.2, 2022],
    ]);
    expect(items.map(({ population, year }) => [population, year])).toEqual([[0.5, 2021]]);
  });

  it('names what is asked and cannot be held against anything', async () => {
    const { missing } = await read([['sex', 'f', 'region:17', 0.5]]);
    expect(missing.map(({ variable }) => variable)).toEqual(['ageClass']);
    expect(await read([])).toMatchObject({ reading: 'unknown', items: [], missing: [{}, {}] });
  });

  it('tells nothing of those who answered where their figure is not published', async () => {
    const { items, reading } = await read([['sex', 'f', 'region:17', 0.5]], times(4, {}));
    expect(items).toMatchObject([{ respondents: null, n: null, difference: null, population: 0.5 }]);
    expect(reading).toBe('unknown');
  });

  it('before the first publication knows the population alone', async () => {
    const { programme } = await read([['sex', 'f', 'region:17', 0.5]]);
    const survey = smallSurvey([1], { id: 'unpublished', programme });
    const analytics = createAnalytics({ database: database(), surveys: () => survey, k });
    expect((await analytics.thermometer(survey.id)).items).toMatchObject([{ population: 0.5, respondents: null }]);
  });
});
