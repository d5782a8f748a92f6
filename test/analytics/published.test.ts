import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimateExactly } from '../../analytics/exact.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import type { EstimateEnvelope, EstimateQuery, EstimateRow } from '../../analytics/contract.ts';
import type { CompiledSurvey } from '../../survey/registry.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';
import { aQuestion, anAnswer, asked } from './arbitrary.ts';
import { allTables, fillAnswers, plain, smallSurvey, territories, type Answer } from './survey.ts';

const k = 5;
const today = '2026-11-22';
let temporary: TemporaryDatabase;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

let published = 0;

/** Publishes the answers as a survey of its own and gives the service that answers from it. */
async function publish(answers: readonly Answer[], parts: Partial<CompiledSurvey> = {}) {
  published += 1;
  const survey = smallSurvey([1], { id: `small-${published}`, ...parts });
  await fillAnswers(temporary.database, answers);
  await publishSnapshot(temporary.database, survey, { k, today });
  const analytics = createAnalytics({ database: temporary.database, surveys: () => survey, k });
  await analytics.reload(survey.id);
  return { survey, analytics, ask: (query: EstimateQuery) => analytics.estimate(survey.id, query) };
}

const isLevel = (name: string) => territories.some((one) => one.level === name);
const writtenName = (name: string) => (isLevel(name) ? `territory:${name}` : name);
const times = (count: number, answer: Partial<Answer>): Answer[] =>
  Array.from({ length: count }, () => ({ ...plain, ...answer }));
const shown = ({ rows }: EstimateEnvelope) => rows.filter((row) => row.state === 'shown');
const states = ({ rows }: EstimateEnvelope, column: string) =>
  Object.fromEntries(rows.map((row) => [row[column], row.state]));
const figuresOf = (row: EstimateRow) => [
  row.n,
  row.nEff,
  row.estimate,
  row.se,
  row.ciLow,
  row.ciHigh,
  row.cv,
  row.deff,
  row.weights,
];

describe('the published path', () => {
  it('equals the exact one wherever it shows a figure', async () => {
    const someAnswers = fc.array(anAnswer, { minLength: 1, maxLength: 150 });
    const survey = smallSurvey();
    await fc.assert(
      fc.asyncProperty(
        someAnswers,
        fc.array(aQuestion(survey), { minLength: 20, maxLength: 20 }),
        async (answers, questions) => {
          fc.pre(answers.some((answer) => answer.marks < 2));
          const { analytics, survey } = await publish(answers);
          for (const question of questions) {
            for (const statistic of ['count', 'proportion']) {
              const query = asked(question, statistic);
              const figures = analytics.estimate(survey.id, query);
              const exact = await estimateExactly(temporary.database, survey, query, k);
              expect(figures.rows.length).toBe(exact.rows.length);
              figures.rows.forEach((row, place) => {
                if (row.state === 'shown') expect(row).toEqual(exact.rows[place]);
                else expect(figuresOf(row)).toEqual(new Array(9).fill(null));
              });
              if (figures.n !== null) expect(figures.n).toBe(exact.n);
            }
          }
        },
      ),
      { numRuns: 8 },
    );
  });

  it('equals the exact one in every table of the release plan', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAnswer, { minLength: 150, maxLength: 200 }), async (answers) => {
        const { ask, survey } = await publish(answers);
        for (const names of allTables.filter((table) => table.length < 3)) {
          const query = { variable: 'need', statistic: 'count', by: names.map(writtenName).join(',') };
          const exact = await estimateExactly(temporary.database, survey, query, k);
          const rows = ask(query).rows.map((row, place) => [row, exact.rows[place]] as const);
          expect(rows.some(([row]) => row.state === 'shown')).toBe(true);
          for (const [row, expected] of rows) if (row.state === 'shown') expect(row).toEqual(expected);
        }
      }),
      { numRuns: 5 },
    );
  });

  it('shows no figure about fewer than k people', async () => {
    const someAnswers = fc.array(anAnswer, { minLength: 30, maxLength: 150 });
    await fc.assert(
      fc.asyncProperty(someAnswers, aQuestion(smallSurvey()), async (answers, question) => {
        const { ask } = await publish(answers);
        const figures = ask(asked(question, 'count'));
        for (const row of shown(figures)) expect(row.n).toBeGreaterThanOrEqual(k);
        expect(figures.n === null || figures.n >= k).toBe(true);
      }),
      { numRuns: 12 },
    );
  });

  it('tells a small cell and an empty one alike, and a zero as a zero', async () => {
    const { ask } = await publish([...times(9, { municipality: 7 }), ...times(4, { municipality: 8 })]);
    const { rows } = ask({ variable: 'need', by: 'territory:municipality', category: 'english,care' });
    const of = (code: string) =>
      rows.filter((row) => row['territory'] === code).map((row) => ({ ...row, territory: '' }));
    expect(of('076001')).toMatchObject([
      { estimate: 1, n: 9 },
      { estimate: 0, n: 9, state: 'shown' },
    ]);
    expect(of('076002')).toEqual(of('076003'));
    expect(of('076002')).toMatchObject([
      { estimate: null, n: null, state: 'not_published' },
      { state: 'not_published' },
    ]);
  });

  it('hides a variable that too few of a cell answered', async () => {
    const { ask } = await publish([
      ...times(9, {}),
      ...times(4, { municipality: 9 }),
      ...times(3, { municipality: 9, need: null }),
    ]);
    const by = 'territory:municipality';
    expect(states(ask({ variable: 'englishNow', by }), 'territory')).toMatchObject({ '076003': 'shown' });
    expect(states(ask({ variable: 'need', by }), 'territory')).toMatchObject({ '076003': 'not_published' });
  });

  it('asks for ten people where the variable or the group is sensitive', async () => {
    const { ask } = await publish([
      ...times(9, { municipality: 7, groups: 4 }),
      ...times(9, { municipality: 7, groups: 4, disability: 1 }),
      ...times(10, { municipality: 9, groups: 2 }),
      ...times(10, { municipality: 9, groups: 2, disability: 1 }),
    ]);
    const disability = { variable: 'disability', by: 'territory:municipality' };
    expect(states(ask(disability), 'territory')).toMatchObject({ '076001': 'not_published', '076003': 'shown' });
    const { ask: askFew } = await publish([...times(9, { groups: 4 }), ...times(9, { groups: 2 })]);
    expect(states(askFew({ variable: 'need', by: 'targetGroup' }), 'targetGroup')).toMatchObject({
      foreign: 'not_published',
      inactive: 'shown',
    });
  });
});

describe('a filter of the published path', () => {
  const answers = [
    ...times(6, { municipality: 7, groups: 1 }),
    ...times(7, { municipality: 8, groups: 3 }),
    ...times(8, { municipality: 9, groups: 2, sex: 2 }),
    ...times(3, { municipality: 10, groups: 2 }),
  ];

  it('adds disjoint released cells of one table', async () => {
    const { ask } = await publish(answers);
    const query = { variable: 'need', where: 'territory:076001,076002', statistic: 'count' };
    expect(ask(query).rows[0]).toMatchObject({ n: 13, estimate: 13, state: 'shown' });
    expect(ask(query).n).toBe(13);
  });

  it('is not published when one of the cells is hidden', async () => {
    const { ask } = await publish(answers);
    const { rows, n, coverage } = ask({ variable: 'need', where: 'territory:076003,077001' });
    expect([rows[0]?.state, n, coverage]).toEqual(['not_published', null, null]);
  });

  it('never adds target groups, which overlap', async () => {
    const { ask } = await publish(answers);
    const where = (codes: string) => ask({ variable: 'need', where: `targetGroup:${codes}` }).rows[0]?.state;
    expect([where('young'), where('inactive'), where('young,inactive')]).toEqual(['shown', 'shown', 'not_published']);
  });

  it('is not published when the table is not in the plan', async () => {
    const { ask } = await publish(answers);
    const query = { variable: 'need', by: 'ageClass', where: 'mainGroup:young' };
    expect(new Set(ask(query).rows.map((row) => row.state))).toEqual(new Set(['not_published']));
  });

  it('reads municipalities inside an area from the municipalities', async () => {
    const { ask } = await publish(answers);
    const query = {
      variable: 'need',
      by: 'territory:municipality',
      where: 'territory:north',
      category: 'english',
      statistic: 'count',
    };
    expect(ask(query).rows.map((row) => [row['territory'], row.estimate])).toEqual([
      ['076001', 6],
      ['076002', 7],
    ]);
    expect(ask(query)).toMatchObject({ n: 13, coverage: 1 });
  });

  it('adds the chosen municipalities of each province', async () => {
    const { ask } = await publish(answers);
    const query = {
      variable: 'need',
      by: 'territory:province',
      where: 'territory:076001,076003,077001',
      category: 'english',
    };
    expect(ask(query).rows.map((row) => [row['territory'], row.n, row.state])).toEqual([
      ['076', 14, 'shown'],
      ['077', null, 'not_published'],
    ]);
  });

  it('does not guess how much of an area across provinces lies in one of them', async () => {
    const { ask } = await publish(answers);
    const byArea = ask({ variable: 'need', by: 'territory:area', where: 'territory:076', category: 'english' });
    expect(states(byArea, 'territory')).toEqual({ north: 'shown', hills: 'not_published' });
    const byProvince = ask({ variable: 'need', by: 'territory:province', where: 'territory:north,hills' });
    expect(new Set(byProvince.rows.map((row) => row.state))).toEqual(new Set(['not_published']));
  });
});

describe('the envelope', () => {
  it('before the first snapshot says nothing but the rows there will be', async () => {
    const survey = smallSurvey();
    const analytics = createAnalytics({ database: temporary.database, surveys: () => survey, k });
    const figures = analytics.estimate(survey.id, { variable: 'need', by: 'territory:area' });
    expect(figures).toMatchObject({ snapshot: null, figure: null, n: null, coverage: null, k });
    expect(figures.rows.map((row) => row.state)).toEqual(new Array(12).fill('not_published'));
    expect(analytics.estimate(survey.id, { variable: 'later' }).rows[0]?.state).toBe('not_asked');
  });

  it('covers the respondents who stand in shown rows, of those in the filter', async () => {
    const { ask } = await publish([
      ...times(9, { municipality: 7 }),
      ...times(8, { municipality: 9 }),
      ...times(3, { municipality: 10 }),
    ]);
    expect(ask({ variable: 'need', by: 'territory:municipality' }).coverage).toBe(17 / 20);
    expect(ask({ variable: 'need', by: 'targetGroup' }).coverage).toBe(null);
    expect(ask({ variable: 'need' }).coverage).toBe(null);
  });

  it('calls the range of volunteers indicative, and gives a census none', async () => {
    const open = await publish(times(9, {}));
    expect(open.ask({ variable: 'need' })).toMatchObject({
      interval: 'indicative',
      varianceMethod: 'srs',
      sampleType: 'open',
    });
    expect(open.ask({ variable: 'need', statistic: 'count' })).toMatchObject({ interval: 'none' });
    const census = await publish(times(9, {}), { sampleType: 'census' });
    const { interval, rows } = census.ask({ variable: 'need' });
    expect(interval).toBe('none');
    expect(rows[0]).toMatchObject({ state: 'shown', se: null, ciLow: null });
  });

  it('names a figure alike however the question is written, and otherwise after another snapshot', async () => {
    const one = await publish(times(9, {}));
    const id = (query: EstimateQuery) => one.ask(query).figure;
    expect(id({ variable: 'need', where: 'sex:m,f;ageClass:55+' })).toBe(
      id({ variable: 'need', where: 'ageClass:55+;sex:f,m,f' }),
    );
    expect(id({ variable: 'need', category: 'welding,care' })).toBe(id({ variable: 'need', category: 'care,welding' }));
    expect(id({ variable: 'need' })).toMatch(/^[a-z2-7]{12}$/);
    expect(id({ variable: 'need' })).not.toBe(id({ variable: 'need', statistic: 'count' }));
    const other = await publish(times(9, {}));
    expect(id({ variable: 'need' })).not.toBe(other.ask({ variable: 'need' }).figure);
  });

  it('refuses the exact view', async () => {
    const { ask } = await publish(times(9, {}));
    expect(() => ask({ variable: 'need', view: 'exact' })).toThrow(
      expect.objectContaining({ code: 'exact_not_allowed' }),
    );
  });
});

describe('sums', () => {
  it('of a single choice are its base', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAnswer, { minLength: 20, maxLength: 100 }), async (answers) => {
        const { ask } = await publish(answers);
        const rows = shown(ask({ variable: 'englishNow', statistic: 'count', by: 'sex' }));
        for (const [, list] of Map.groupBy(rows, (row) => row['sex'])) {
          expect(list.reduce((sum, row) => sum + (row.estimate ?? 0), 0)).toBe(list[0]?.n);
        }
      }),
      { numRuns: 4 },
    );
  });

  it('of disjoint rows are the whole, when every one is shown', async () => {
    const { ask } = await publish([...times(9, { municipality: 7 }), ...times(8, { municipality: 9 })]);
    const query = { variable: 'need', statistic: 'count', category: 'english' };
    const rows = shown(ask({ ...query, by: 'territory:municipality' }));
    expect(rows.reduce((sum, row) => sum + (row.estimate ?? 0), 0)).toBe(ask(query).rows[0]?.estimate);
  });
});
