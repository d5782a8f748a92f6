import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rake, subset, svydesign, svymean } from '../../analytics/index.ts';
import { weightingOf } from '../../analytics/weight/published.ts';
import { weightOf } from '../../analytics/weight/version.ts';
import { times } from '../analytics/stage.ts';
import type { Answer } from '../analytics/survey.ts';
import { axisOf, complete, line, noTrim, openWeights, someAnswers, sumOf } from './stage.ts';

const { database, weigh } = openWeights();

describe('grouped answers with the weights of a version', () => {
  it('give the estimates and the errors that one row a respondent gives', async () => {
    await fc.assert(
      fc.asyncProperty(
        someAnswers(complete),
        fc.array(fc.boolean(), { minLength: 66, maxLength: 66 }),
        async (answers, ticks) => {
          const { survey, version } = await weigh(answers, noTrim);
          const y = answers.map((_, row) => Number(ticks[row]));
          const sex = answers.map((one) => ['f', 'm'][one.sex - 1] ?? null);
          const age = answers.map((one) => (one.ageClass === 1 ? 'young' : 'old'));
          const raked = rake(
            svydesign({ weights: answers.map(() => 1) }),
            { sex, age },
            { sex: { f: 5200, m: 4800 }, age: { young: 2000, old: 8000 } },
          );
          const { dimensions, design } = weightOf(survey, version);
          const numbers = dimensions.map(({ name }) => answers.map((one) => (name === 'sex' ? one.sex : one.ageClass)));
          const grouped = design(
            numbers,
            answers.map(() => 1),
          );
          const women = (rows: readonly Answer[]) => rows.map((one) => one.sex === 1);
          for (const [ours, theirs] of [
            [svymean(grouped, y), svymean(raked, y)],
            [svymean(subset(grouped, women(answers)), y), svymean(subset(raked, women(answers)), y)],
          ] as const) {
            expect(ours.estimate).toBeCloseTo(theirs.estimate ?? -1, 9);
            expect(ours.se).toBeCloseTo(theirs.se ?? -1, 9);
          }
        },
      ),
      { numRuns: 10 },
    );
  });

  it('take an answer of a class that the version never saw as those most like it', async () => {
    const { survey, version } = await weigh(
      [1, 2].flatMap((sex) => [1, 2].flatMap((ageClass) => times(2 + sex, { sex, ageClass }))),
    );
    const { dimensions, weight } = weightOf(survey, version);
    const of = (sex: number, age: number) => weight(dimensions.map(({ name }) => (name === 'sex' ? sex : age)));
    expect(of(1, 3)).toBe(of(1, 2));
    expect(of(-3, 1)).toBeGreaterThan(Math.min(of(1, 1), of(2, 1)));
    expect(of(-3, 1)).toBeLessThan(Math.max(of(1, 1), of(2, 1)));
  });
});

describe('a sample that was drawn by lot', () => {
  const frame = {
    ...{ variable: 'sex', source: 'Register', year: 2026 },
    strata: [
      { category: 'f', population: 600, drawn: 60 },
      { category: 'm', population: 400, drawn: 80 },
    ],
  };
  const drawn = { sampleType: 'probability' as const };
  const answered = [...times(30, { sex: 1 }), ...times(20, { sex: 2 })];

  it('has design weights, grown by those who did not answer', async () => {
    const { version } = await weigh(answered, { frame }, [], drawn);
    expect(version).toMatchObject({ kind: 'design', margins: [], trim: null });
    expect(version.classes.map(({ weight }) => weight)).toEqual([20, 20]);
    expect(version.frame?.strata.map((one) => one.answered)).toEqual([30, 20]);
  });

  it('lets strata of one class of non-response stand for each other', async () => {
    const strata = frame.strata.map((one) => ({ ...one, nonResponse: 'all' }));
    const { version } = await weigh(answered, { frame: { ...frame, strata } }, [], drawn);
    // 10 and 5 before; 1,000 people over the 400 for whom somebody answered
    expect(version.classes.map(({ weight }) => weight)).toEqual([25, 12.5]);
  });

  it('has errors of its strata and its finite population', async () => {
    const { survey, version } = await weigh(answered, { frame }, [], drawn);
    const y = [...Array.from({ length: 30 }, (_, row) => row % 3), ...Array.from({ length: 20 }, (_, row) => row % 5)];
    const sex = answered.map((one) => one.sex);
    const { design } = weightOf(survey, version);
    const ours = svymean(
      design(
        [sex],
        sex.map(() => 1),
      ),
      y,
    );
    const fpc = sex.map((one) => (one === 1 ? 600 : 400));
    expect(ours).toEqual(svymean(svydesign({ strata: sex, fpc }), y));
  });

  it('is raked from its design weights where margins are named', async () => {
    const { version } = await weigh(
      answered.map((one, row) => ({ ...one, ageClass: 1 + (row % 3) })),
      { frame, margins: ['ageClass'] },
      [line('ageClass', '16-29', 200), line('ageClass', '30-54|55+', 800)],
      drawn,
    );
    expect(version.kind).toBe('calibrated');
    expect(sumOf(version, (levels) => levels[axisOf(version, 'ageClass')] === 0)).toBeCloseTo(200, 6);
  });

  it.each([
    [
      'a stratum with one respondent',
      [...times(30, { sex: 1 }), ...times(1, { sex: 2 })],
      'lonely_psu',
      { strata: 'm' },
    ],
    ['a stratum in which nobody answered', times(30, { sex: 1 }), 'class_without_respondents', { classes: 'm' }],
    [
      'more answers than were drawn',
      [...times(61, { sex: 1 }), ...times(20, { sex: 2 })],
      'more_answers_than_drawn',
      { stratum: 'f', answered: 61 },
    ],
    [
      'a respondent without a stratum',
      [...answered, ...times(1, { sex: -3 })],
      'margin_value_missing',
      { margin: 'sex', count: 1 },
    ],
  ])('names %s', async (_, answers, code, values) => {
    await expect(weigh(answers, { frame }, [], drawn)).rejects.toMatchObject({ code, values });
  });
});

describe('what a snapshot keeps of the weights', () => {
  it('is mean weights of classes, rounded, and nothing that counts', async () => {
    const { survey } = await weigh([
      ...times(31, { sex: 1, ageClass: 1 }),
      ...times(17, { sex: 2, ageClass: 1 }),
      ...times(53, { sex: 1, ageClass: 2 }),
      ...times(29, { sex: 2, ageClass: 3 }),
      ...times(2, { sex: -3 }),
    ]);
    const kept = await weightingOf(database(), survey);
    expect(kept).toMatchObject({ version: 1, kind: 'calibrated', mean: Number((10_000 / 132).toPrecision(4)) });
    expect(kept?.splits.map(({ axes, classes }) => [axes.length, classes.length])).toEqual([
      [2, 4],
      [1, 2],
      [1, 2],
    ]);
    const means = kept?.splits.flatMap(({ classes }) => classes.map(({ mean }) => mean)) ?? [];
    expect(means.every((mean) => mean === Number(mean.toPrecision(2)))).toBe(true);
    expect(kept?.deff).toBe(Number(kept?.deff.toPrecision(3)));
    expect(await weightingOf(database(), { id: 'nothing' })).toBeNull();
  });
});
