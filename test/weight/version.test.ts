import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runWeights } from '../../analytics/weight/version-run.ts';
import { loadWeights } from '../../analytics/weight/version-store.ts';
import type { WeightVersion } from '../../analytics/weight/version.ts';
import { times } from '../analytics/stage.ts';
import type { Answer } from '../analytics/survey.ts';
import {
  ages,
  axisOf,
  complete,
  everyCell,
  line,
  maybeNot,
  noTrim,
  openWeights,
  sexes,
  someAnswers,
  sumOf,
} from './stage.ts';

const { database, weigh } = openWeights();

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
    const again = await runWeights(database(), source, { today: '2026-06-16' });
    expect(again).toEqual({ ...version, version: 2, madeOn: '2026-06-16' });
    const dry = await runWeights(database(), source, { today: '2026-06-17', dry: true });
    expect(dry.version).toBe(3);
    expect(await loadWeights(database(), survey.id)).toEqual(again);
    expect(await loadWeights(database(), survey.id, 1)).toEqual(version);
    expect(await loadWeights(database(), survey.id, 3)).toBeNull();
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
