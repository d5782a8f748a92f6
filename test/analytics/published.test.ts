import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EstimateRow } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { aQuestion, anAnswer, asked } from './arbitrary.ts';
import { k, openStage, shown, states, times } from './stage.ts';
import { allTables, fillAnswers, isPlaced, smallSurvey, territories, type Answer } from './survey.ts';

const { database, publish } = openStage();
const isLevel = (name: string) => territories.some((one) => one.level === name);
const writtenName = (name: string) => (isLevel(name) ? `territory:${name}` : name);
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

/** From now on the exact figures are those of the people whom published ones are about. */
const leavePlaced = (answers: readonly Answer[]) => fillAnswers(database(), answers.filter(isPlaced));

describe('the published path', () => {
  it('equals the exact one of people who told who they are, wherever it shows a figure', async () => {
    const someAnswers = fc.array(anAnswer, { minLength: 1, maxLength: 150 });
    const survey = smallSurvey();
    await fc.assert(
      fc.asyncProperty(
        someAnswers,
        fc.array(aQuestion(survey), { minLength: 20, maxLength: 20 }),
        async (answers, questions) => {
          fc.pre(answers.some((answer) => answer.marks < 2));
          const { analytics, survey } = await publish(answers);
          await leavePlaced(answers);
          for (const question of questions) {
            for (const statistic of ['count', 'proportion']) {
              const query = asked(question, statistic);
              const figures = analytics.estimate(survey.id, query);
              const exact = await estimateExactly(database(), survey, query, k);
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

  it('equals the exact one in the tables of the release plan', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anAnswer, { minLength: 150, maxLength: 200 }), async (answers) => {
        const { ask, survey } = await publish(answers);
        await leavePlaced(answers);
        for (const names of allTables.filter((table) => table.length < 3)) {
          const query = { variable: 'need', statistic: 'count', by: names.map(writtenName).join(',') };
          const exact = await estimateExactly(database(), survey, query, k);
          const rows = ask(query).rows.map((row, place) => [row, exact.rows[place]] as const);
          if (names.length === 0) expect(rows.some(([row]) => row.state === 'shown')).toBe(true);
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
    const { ask } = await publish([
      ...times(9, { municipality: 7 }),
      ...times(9, { municipality: 9 }),
      ...times(4, { municipality: 8 }),
    ]);
    const { rows } = ask({ variable: 'need', by: 'territory:municipality', category: 'english,care' });
    const of = (code: string) =>
      rows.filter((row) => row['territory'] === code).map((row) => ({ ...row, territory: '' }));
    expect(of('076003')).toMatchObject([
      { estimate: 1, n: 9 },
      { estimate: 0, n: 9, state: 'shown' },
    ]);
    expect(of('076002')).toEqual(of('077001'));
    expect(of('076002')).toMatchObject([
      { estimate: null, n: null, state: 'not_published' },
      { state: 'not_published' },
    ]);
  });

  it('keeps out whoever left open what figures are divided by', async () => {
    const { ask } = await publish([...times(20, {}), ...times(12, { sex: 2 }), ...times(7, { sex: -2 })]);
    const { n, snapshot } = ask({ variable: 'need' });
    expect([n, snapshot?.responses]).toEqual([32, 39]);
    const bySex = shown(ask({ variable: 'need', by: 'sex', category: 'english' })).map((row) => row.n);
    expect(bySex).toEqual([20, 12]);
  });

  it('does not show what a subtraction would tell', async () => {
    const people = [...times(20, { municipality: 7 }), ...times(4, { municipality: 9 })];
    const { ask } = await publish(people);
    expect(ask({ variable: 'need' }).rows[0]?.state).toBe('shown');
    const byPlace = { variable: 'need', by: 'territory:municipality' };
    expect(states(ask(byPlace), 'territory')).toMatchObject({ '076001': 'not_published', '076003': 'not_published' });
  });

  it('hides a variable that too few of a cell answered', async () => {
    const { ask } = await publish([
      ...times(20, {}),
      ...times(4, { municipality: 9 }),
      ...times(12, { municipality: 9, need: null }),
      ...times(20, { municipality: 10 }),
    ]);
    const by = 'territory:municipality';
    expect(states(ask({ variable: 'englishNow', by }), 'territory')).toMatchObject({ '076003': 'shown' });
    expect(states(ask({ variable: 'need', by }), 'territory')).toMatchObject({ '076003': 'not_published' });
  });

  it('asks for ten people where the variable or the group is sensitive', async () => {
    const { ask } = await publish([
      ...times(9, { municipality: 7, groups: 2 }),
      ...times(40, { municipality: 7, groups: 2, disability: 1 }),
      ...times(30, { municipality: 9, groups: 2 }),
      ...times(30, { municipality: 9, groups: 2, disability: 1 }),
      ...times(30, { municipality: 10, groups: 2 }),
      ...times(30, { municipality: 10, groups: 2, disability: 1 }),
    ]);
    const disability = { variable: 'disability', by: 'territory:municipality' };
    expect(states(ask(disability), 'territory')).toMatchObject({ '076001': 'not_published', '077001': 'shown' });
    const { ask: askFew } = await publish([...times(9, { groups: 4 }), ...times(9, { groups: 2 }), ...times(9, {})]);
    expect(states(askFew({ variable: 'need', by: 'targetGroup' }), 'targetGroup')).toMatchObject({
      foreign: 'not_published',
      inactive: 'shown',
    });
  });

  it('reads a dimension asked as a measure from the released cells, and tells of it what they tell', async () => {
    const { ask } = await publish([
      ...times(12, { municipality: 7 }),
      ...times(13, { municipality: 7, sex: 2 }),
      ...times(14, { municipality: 9 }),
      ...times(3, { municipality: 9, sex: 2 }),
    ]);
    const whole = ask({ variable: 'sex', statistic: 'count' }).rows.map(({ category, n, estimate }) => [
      category,
      n,
      estimate,
    ]);
    expect(whole).toEqual([
      ['f', 42, 26],
      ['m', 42, 16],
    ]);
    expect(states(ask({ variable: 'sex', by: 'territory:municipality' }), 'territory')).toMatchObject({
      '076001': 'not_published',
      '076003': 'not_published',
    });
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
