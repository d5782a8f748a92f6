import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rake, subset, svydesign, svymean } from '../../analytics/index.ts';
import { weightingOf } from '../../analytics/weight/published.ts';
import { runWeights } from '../../analytics/weight/version-run.ts';
import { loadWeights } from '../../analytics/weight/version-store.ts';
import { weightOf, type WeightVersion } from '../../analytics/weight/version.ts';
import type { Margin } from '../../survey/programme/reference.ts';
import type { WeightingSettings } from '../../survey/programme/schema-weighting.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { times } from '../analytics/stage.ts';
import { fillAnswers, smallSurvey, type Answer } from '../analytics/survey.ts';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database.ts';

let temporary: TemporaryDatabase;
let made = 0;
beforeAll(async () => {
  temporary = await temporaryDatabase();
});
afterAll(() => temporary.remove());

const line = (variable: string, category: string, count: number, more: Partial<Margin> = {}): Margin => ({
  ...{ territory: 'region:17', variable, category, count, source: 'Census', year: 2025 },
  ...more,
});
const sexes = [line('sex', 'f', 5200), line('sex', 'm', 4800)];
const ages = [line('ageClass', '16-29', 2000), line('ageClass', '30-54|55+', 8000)];

interface Run {
  readonly survey: CompiledSurvey;
  readonly version: WeightVersion;
}

/** Weights of answers, as a survey of its own. */
async function weigh(
  answers: readonly Answer[],
  settings: WeightingSettings = {},
  lines: readonly Margin[] = [...sexes, ...ages],
  parts: Partial<CompiledSurvey> = {},
): Promise<Run> {
  made += 1;
  const survey = smallSurvey([1], { id: `weighted-${made}`, ...parts });
  await fillAnswers(temporary.database, answers);
  return {
    survey,
    version: await runWeights(temporary.database, { survey, settings, lines }, { today: '2026-06-15' }),
  };
}

const everyCell = [1, 2].flatMap((sex) => [1, 2, 3].map((ageClass) => ({ sex, ageClass })));
/** At least one answer in each cell, so that every margin can be met. */
const someAnswers = (extra: fc.Arbitrary<Partial<Answer>>) =>
  fc.array(extra, { maxLength: 60 }).map((list) => [...everyCell, ...list].flatMap((one) => times(1, one)));
const complete = fc.record({ sex: fc.integer({ min: 1, max: 2 }), ageClass: fc.integer({ min: 1, max: 3 }) });
const maybeNot = fc.record({
  sex: fc.constantFrom(1, 2, -3, -2),
  ageClass: fc.constantFrom(1, 2, 3, -3),
});

/** Σ w over the respondents of classes that a condition picks. */
const sumOf = ({ classes }: WeightVersion, pick: (levels: readonly (number | null)[]) => boolean) =>
  classes.filter(({ levels }) => pick(levels)).reduce((sum, { n, weight }) => sum + n * weight, 0);
const axisOf = ({ dimensions }: WeightVersion, name: string) => dimensions.findIndex((one) => one.name === name);
const noTrim = { trim: null };

describe('the weights of a survey', () => {
  it('meet the margins of its whole territory, and add up to the population', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers(complete), async (answers) => {
        const { version } = await weigh(answers, noTrim);
        const [sex, age] = [axisOf(version, 'sex'), axisOf(version, 'ageClass')];
        expect(version.dimensions[age]?.levels).toEqual([['16-29'], ['30-54', '55+']]);
        expect(sumOf(version, (levels) => levels[sex] === 0)).toBeCloseTo(5200, 5);
        expect(sumOf(version, (levels) => levels[age] === 1)).toBeCloseTo(8000, 5);
        expect(sumOf(version, () => true)).toBeCloseTo(10_000, 5);
        expect(version.classes.reduce((sum, { n }) => sum + n, 0)).toBe(answers.length);
        expect(version.discrepancy).toBeLessThan(1e-9);
      }),
      { numRuns: 15 },
    );
  });

  it('do not depend on the order of the answers, nor on how many times the sample is as large', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers(maybeNot), async (answers) => {
        const once = await weigh(answers, noTrim);
        const turned = await weigh(answers.toReversed(), noTrim);
        expect(turned.version.classes).toEqual(once.version.classes);
        const tenfold = await weigh(
          answers.flatMap((one) => new Array<Answer>(10).fill(one)),
          noTrim,
        );
        tenfold.version.classes.forEach(({ weight, n }, place) => {
          expect(n).toBe(10 * (once.version.classes[place]?.n ?? 0));
          expect(weight * 10).toBeCloseTo(once.version.classes[place]?.weight ?? 0, 6);
        });
      }),
      { numRuns: 8 },
    );
  });

  it('leave out answers that do not count', async () => {
    const answers = everyCell.flatMap((one) => times(2, one));
    const { version } = await weigh([...answers, ...times(9, { marks: 2 })]);
    expect(version.responses).toBe(12);
  });

  it('are kept as versions that never change', async () => {
    const answers = everyCell.flatMap((one, place) => times(2 + place, one));
    const { survey, version } = await weigh(answers);
    const source = { survey, settings: {}, lines: [...sexes, ...ages] };
    const again = await runWeights(temporary.database, source, { today: '2026-06-16' });
    expect(again).toEqual({ ...version, version: 2, madeOn: '2026-06-16' });
    const dry = await runWeights(temporary.database, source, { today: '2026-06-17', dry: true });
    expect(dry.version).toBe(3);
    expect(await loadWeights(temporary.database, survey.id)).toEqual(again);
    expect(await loadWeights(temporary.database, survey.id, 1)).toEqual(version);
    expect(await loadWeights(temporary.database, survey.id, 3)).toBeNull();
  });

  it('take the newest year of a margin, and leave out one that follows from another', async () => {
    const crossed = ['f*16-29', 'f*30-54|55+', 'm*16-29', 'm*30-54|55+'].map((category, place) =>
      line('sex*ageClass', category, [1000, 4200, 1000, 3800][place] ?? 0),
    );
    const old = [line('sex', 'f', 1, { year: 2011 }), line('sex', 'm', 1, { year: 2011 })];
    const { version } = await weigh(
      everyCell.flatMap((one) => times(3, one)),
      {},
      [...old, ...sexes, ...ages, ...crossed],
    );
    expect(version.margins.map(({ name }) => name)).toEqual(['sex*ageClass']);
    expect(version.margins[0]?.sources).toEqual([{ source: 'Census', year: 2025 }]);
  });

  it('meet margins of parts of the territory that are named', async () => {
    const provinces = [
      line('total', 'total', 6000, { territory: 'province:076' }),
      line('total', 'total', 4000, { territory: 'province:077' }),
    ];
    const answers = [7, 10].flatMap((municipality) => everyCell.flatMap((one) => times(1, { ...one, municipality })));
    const outside = times(3, { municipality: -2 });
    const { version } = await weigh([...answers, ...outside], { margins: ['sex', 'province'] }, [
      ...sexes,
      ...provinces,
    ]);
    expect(version.margins.map(({ name }) => name)).toEqual(['sex', 'province']);
    expect(sumOf(version, () => true)).toBeCloseTo(10_000, 6);
    const province = axisOf(version, 'province');
    expect(version.classes.filter(({ levels }) => levels[province] === null).map(({ n }) => n)).toEqual([3]);
  });

  it('stay below five times the mean by default, and tell how many stand at the bound', async () => {
    const lopsided = [
      ...[...times(30, { sex: 1, ageClass: 1 }), ...times(30, { sex: 1, ageClass: 2 })],
      ...[...times(10, { sex: 2, ageClass: 1 }), ...times(30, { sex: 2, ageClass: 2 })],
    ];
    const halves = [
      ...[line('sex', 'f', 5000), line('sex', 'm', 5000)],
      ...[line('ageClass', '16-29', 5000), line('ageClass', '30-54|55+', 5000)],
    ];
    const free = (await weigh(lopsided, noTrim, halves)).version;
    const { version } = await weigh(lopsided, { trim: { upper: 1.7 } }, halves);
    const highest = ({ classes }: WeightVersion) => Math.max(...classes.map(({ weight }) => weight));
    // the worked example of docs/method.md: 18.30 / 10, of a mean of 1
    expect(highest(free)).toBeCloseTo(183, 1);
    expect(highest(version)).toBeCloseTo(170, 5);
    expect([free.trimmed, version.trimmed]).toEqual([0, 10]);
    expect(sumOf(version, (levels) => levels[axisOf(version, 'sex')] === 0)).toBeCloseTo(5000, 4);
    expect(version.deff).toBeLessThan(free.deff);
    expect((await weigh(everyCell.flatMap((one) => times(3, one)))).version.trim).toEqual({ upper: 5, lower: null });
  });
});

describe('respondents without a category', () => {
  it('weigh as the mean of those who are like them in what is known, and none is dropped', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers(maybeNot), async (answers) => {
        const { version } = await weigh(answers, noTrim);
        const known = version.classes.filter(({ levels }) => !levels.includes(null));
        for (const { levels, weight } of version.classes) {
          const alike = known.filter((one) =>
            levels.every((level, axis) => level === null || level === one.levels[axis]),
          );
          const n = alike.reduce((sum, one) => sum + one.n, 0);
          expect(weight).toBeCloseTo(alike.reduce((sum, one) => sum + one.n * one.weight, 0) / n, 8);
        }
        expect(version.classes.reduce((sum, { n }) => sum + n, 0)).toBe(answers.length);
      }),
      { numRuns: 15 },
    );
  });

  it('leave the population whole, and each margin met when they are divided as those who have a category', async () => {
    await fc.assert(
      fc.asyncProperty(someAnswers(maybeNot), async (answers) => {
        const { version } = await weigh(answers, noTrim);
        expect(sumOf(version, () => true)).toBeCloseTo(10_000, 5);
        const known = version.classes.filter(({ levels }) => !levels.includes(null));
        const women = version.classes.reduce((sum, { levels, n }) => {
          const alike = known.filter((one) =>
            levels.every((level, axis) => level === null || level === one.levels[axis]),
          );
          const all = alike.reduce((total, one) => total + one.n, 0);
          const part = alike.filter((one) => one.levels[axisOf(version, 'sex')] === 0);
          return sum + part.reduce((total, one) => total + ((n * one.n) / all) * one.weight, 0);
        }, 0);
        expect(women).toBeCloseTo(5200, 5);
      }),
      { numRuns: 15 },
    );
  });

  it('stand in no margin that they refused: those who have a category meet it in its proportion', async () => {
    const answers = [...times(30, { sex: 1 }), ...times(60, { sex: 2 }), ...times(10, { sex: -3 })];
    const { version } = await weigh(answers, {}, sexes);
    const [women, men] = [0, 1].map((level) => sumOf(version, ([sex]) => sex === level));
    expect((women ?? 0) / (men ?? 1)).toBeCloseTo(5200 / 4800, 9);
    expect(sumOf(version, ([sex]) => sex === null)).toBeCloseTo(1000, 6);
  });
});

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
    const kept = await weightingOf(temporary.database, survey);
    expect(kept).toMatchObject({ version: 1, kind: 'calibrated', mean: Number((10_000 / 132).toPrecision(4)) });
    expect(kept?.splits.map(({ axes, classes }) => [axes.length, classes.length])).toEqual([
      [2, 4],
      [1, 2],
      [1, 2],
    ]);
    const means = kept?.splits.flatMap(({ classes }) => classes.map(({ mean }) => mean)) ?? [];
    expect(means.every((mean) => mean === Number(mean.toPrecision(2)))).toBe(true);
    expect(kept?.deff).toBe(Number(kept?.deff.toPrecision(3)));
    expect(await weightingOf(temporary.database, { id: 'nothing' })).toBeNull();
  });
});
