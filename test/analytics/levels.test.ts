/** The level now, the level wanted and the gap of a skill: exact as R has them, and published where the audit lets them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EstimateQuery, EstimateRow } from '../../analytics/contract.ts';
import { estimateExactly } from '../../analytics/exact.ts';
import { createAnalytics } from '../../analytics/service.ts';
import { publishSnapshot } from '../../analytics/snapshot.ts';
import { readExpected, readTable } from '../reference/table.ts';
import { anAnswer } from './arbitrary.ts';
import { k, openStage, shown, times } from './stage.ts';
import { fillAnswers, isPlaced, levelSurvey, plain, planOf, type Answer } from './survey.ts';
import { storeWeights } from './weighted.ts';

const { database } = openStage();
const survey = levelSurvey();
const exactly = async (answers: readonly Answer[], query: EstimateQuery) => {
  await fillAnswers(database(), answers);
  return (await estimateExactly(database(), survey, query, k)).rows;
};

let surveys = 0;
async function publish(answers: readonly Answer[]) {
  const own = levelSurvey([1], { id: `levels-${(surveys += 1)}`, release: planOf([1], false) });
  await fillAnswers(database(), answers);
  await publishSnapshot(database(), own, { k, today: '2026-11-22' });
  const analytics = createAnalytics({ database: database(), surveys: () => own, k });
  await analytics.reload(own.id);
  return { own, ask: (query: EstimateQuery) => analytics.estimate(own.id, query) };
}

interface Told {
  readonly n: number;
  readonly now: Mean;
  readonly wanted: Mean;
  readonly gap: Mean;
}
type Mean = readonly {
  readonly estimate: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
}[];

/** The levels that test/reference/r/levels.R makes of its table; the group stands as the sex. */
function referenceAnswers(): Answer[] {
  const table = readTable('estimates.csv');
  const [sizes, kinds, groups] = [table.numbers('size'), table.words('kind'), table.words('group')];
  return sizes.map((size, row) => {
    const now = Math.ceil(size! / 3);
    const wanted = Math.min(4, now + { one: 1, two: 0, three: 2 }[kinds[row] as 'one']);
    return { ...plain, sex: groups[row] === 'high' ? 1 : 2, levels: [[1, now, wanted]] };
  });
}

const measures = { now: 'levelNow', wanted: 'levelWanted', gap: 'levelGap' } as const;

function expectMean(row: EstimateRow | undefined, told: Told, name: keyof typeof measures): void {
  const [expected] = told[name];
  expect(row).toMatchObject({ n: told.n, estimate: expect.closeTo(expected!.estimate, 10) as number });
  expect(row?.se).toBeCloseTo(expected!.se, 10);
  expect(row?.ciLow).toBeCloseTo(expected!.ciLow, 8);
  expect(row?.ciHigh).toBeCloseTo(expected!.ciHigh, 8);
}

describe('exact levels', () => {
  const expected = readExpected('levels.expected.json') as { all: Told; groups: { high: Told; low: Told } };

  it.each(['now', 'wanted', 'gap'] as const)('have the mean that R has, and its range: %s', async (name) => {
    const query = { variable: `${measures[name]}:english`, statistic: 'mean' };
    const answers = referenceAnswers();
    expectMean((await exactly(answers, query))[0], expected.all, name);
    const rows = await exactly(answers, { ...query, by: 'sex' });
    expectMean(rows[0], expected.groups.high, name);
    expectMean(rows[1], expected.groups.low, name);
  });

  it('are those that a question of their own would give, with every weight, division and statistic', async () => {
    await storeWeights(database());
    const levels = fc.array(anAnswer, { minLength: 5, maxLength: 60 }).map((answers) =>
      answers.map((one): Answer => {
        const [told, level] = [one.englishNow > 0, one.englishNow];
        return {
          ...one,
          levels: told
            ? [[1, level, 5 - level]]
            : [
                [1, level, null],
                [2, 1, 2],
              ],
        };
      }),
    );
    await fc.assert(
      fc.asyncProperty(levels, async (answers) => {
        await fillAnswers(database(), answers);
        for (const statistic of ['count', 'proportion', 'mean', 'median'])
          for (const weights of ['none', 'calibrated'])
            for (const by of ['', 'targetGroup', 'territory:area,sex']) {
              const asked = { statistic, by, ...(statistic === 'count' ? {} : { weights }) };
              const of = (variable: string) => estimateExactly(database(), survey, { variable, ...asked }, k);
              expect((await of('levelNow:english')).rows).toEqual((await of('englishNow')).rows);
            }
      }),
      { numRuns: 4 },
    );
  });

  it('count a person who told both levels, and nobody else', async () => {
    const one = (levels: Answer['levels']): Answer => ({ ...plain, ...(levels && { levels }) });
    const answers = [one([[1, 1, 4]]), one([[1, 2, null]]), one([[1, null, 3]]), one([[2, 1, 2]]), one(undefined)];
    const rows = await exactly(answers, { variable: 'levelGap:english', statistic: 'count' });
    expect(rows.map(({ category, estimate }) => [category, estimate])).toEqual(
      ['-3', '-2', '-1', '0', '1', '2', '3'].map((code) => [code, code === '3' ? 1 : 0]),
    );
    expect(rows[0]?.n).toBe(1);
  });

  it('have the error of the differences, as the worked example of docs/method.md says', async () => {
    const told = (pairs: [number, number][]) =>
      pairs.map(([now, wanted]): Answer => ({ ...plain, levels: [[1, now, wanted]] }));
    const mean = async (answers: Answer[], name: string) =>
      (await exactly(answers, { variable: `${name}:english`, statistic: 'mean' }))[0]!;
    const starts = [1, 1, 2, 2, 3];
    const [all3, next] = [told(starts.map((now) => [now, 3])), told(starts.map((now) => [now, now + 1]))];
    expect(await mean(all3, 'levelNow')).toMatchObject({ estimate: expect.closeTo(1.8, 12) as number });
    const gap = await mean(all3, 'levelGap');
    expect([gap.estimate, gap.se]).toEqual([expect.closeTo(1.2, 12), expect.closeTo(0.374, 3)]);
    expect(await mean(next, 'levelGap')).toMatchObject({ estimate: 1, se: 0 });
    const apart = [await mean(next, 'levelNow'), await mean(next, 'levelWanted')].map(({ se }) => se!);
    expect(Math.hypot(...apart)).toBeCloseTo(0.53, 2);
  });

  it('are known of the skills that the survey asks about, and of no other', async () => {
    await expect(exactly([], { variable: 'levelNow:care' })).rejects.toMatchObject({ code: 'unknown_variable' });
    await expect(exactly([], { variable: 'levelNow' })).rejects.toMatchObject({ code: 'unknown_variable' });
  });
});

/** Half want two steps more, half one. */
const learners = (count: number, more: Partial<Answer> = {}): Answer[] =>
  times(count, more).map((one, place) => ({ ...one, levels: [[1, 1, place % 2 === 0 ? 3 : 2]] }));

describe('published levels', () => {
  it('equal the exact ones wherever they are shown', async () => {
    const { own, ask } = await publish([
      ...learners(12, { municipality: 7 }),
      ...learners(9, { municipality: 11, sex: 2 }),
      ...times(20, { municipality: 7 }),
      ...times(15, { municipality: 11, sex: 2 }),
    ]);
    for (const name of Object.values(measures))
      for (const statistic of ['count', 'mean', 'median', 'proportion']) {
        const query = { variable: `${name}:english`, statistic, by: 'sex', weights: 'none' };
        const envelope = ask(query);
        expect(shown(envelope).length).toBeGreaterThan(0);
        const exact = await estimateExactly(database(), own, query, k);
        envelope.rows.forEach((row, place) => row.state === 'shown' && expect(row).toEqual(exact.rows[place]));
      }
    expect(ask({ variable: 'levelGap:english', statistic: 'mean' })).toMatchObject({
      interval: 'indicative',
      rows: [{ n: 21, estimate: expect.closeTo(32 / 21, 12) as number }],
    });
  });

  it('are silent about a skill of four people, and of the four in a group of many', async () => {
    const { ask } = await publish([
      ...times(30, {}).map((one, place): Answer => (place < 4 ? { ...one, levels: [[2, 1, 2]] } : one)),
      ...learners(4, { sex: 2 }),
      ...times(30, { sex: 2 }),
      ...learners(10),
    ]);
    const query = { statistic: 'mean', by: 'sex' };
    expect(ask({ ...query, variable: 'need', statistic: 'count' }).rows.every(({ state }) => state === 'shown')).toBe(
      true,
    );
    expect(ask({ ...query, variable: 'levelNow:english' }).rows.map(({ state }) => state)).toEqual([
      'not_published',
      'not_published',
    ]);
    expect(ask({ variable: 'levelNow:english', statistic: 'mean' }).rows[0]).toMatchObject({ state: 'shown', n: 14 });
    for (const name of Object.values(measures))
      expect(ask({ variable: `${name}:spreadsheet`, statistic: 'mean' }).rows).toMatchObject([
        { state: 'not_published', n: null, estimate: null },
      ]);
  });

  it('are shown together, now, wanted and gap, on the same cells', async () => {
    const drawn = fc.sample(
      fc
        .array(anAnswer.filter(isPlaced), { minLength: 150, maxLength: 200 })
        .map((answers) =>
          answers.map((one, place): Answer => ({ ...one, levels: place % 3 === 0 ? [[1, 1 + (place % 4), 4]] : [] })),
        ),
      { numRuns: 3, seed: 11 },
    );
    for (const answers of drawn) {
      const { ask } = await publish(answers);
      const states = (name: string) =>
        ask({ variable: `${name}:english`, statistic: 'mean', by: 'territory:area,targetGroup' }).rows.map((row) => [
          row.state,
          row.n,
        ]);
      expect(states('levelWanted')).toEqual(states('levelNow'));
      expect(states('levelGap')).toEqual(states('levelNow'));
      const mean = (name: string) => ask({ variable: `${name}:english`, statistic: 'mean' }).rows[0]!.estimate!;
      expect(mean('levelWanted') - mean('levelNow')).toBeCloseTo(mean('levelGap'), 10);
    }
  });
});
