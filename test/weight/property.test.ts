import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  calibrate,
  postStratify,
  rake,
  rakeCells,
  rakeTrimmed,
  svydesign,
  svymean,
  svytotal,
  trimWeights,
  type WeightedDesign,
} from '../../analytics/index.ts';

const levels = { sex: ['f', 'm'], age: ['16-34', '35-64', '65plus'], place: ['076', '077'] } as const;
type Variable = keyof typeof levels;
type Margins = Readonly<Record<Variable, Record<string, number>>>;
const variables = Object.keys(levels) as Variable[];

interface Respondent extends Record<Variable, string> {
  readonly weight: number;
  readonly frequency: number;
  readonly y: number;
  /** what the weight could be multiplied by: counts made with it can be met within bounds around it */
  readonly pull: number;
}
type Sample = readonly Respondent[];

const respondent: fc.Arbitrary<Respondent> = fc.record({
  sex: fc.constantFrom(...levels.sex),
  age: fc.constantFrom(...levels.age),
  place: fc.constantFrom(...levels.place),
  weight: fc.double({ min: 0.05, max: 40, noNaN: true }),
  frequency: fc.integer({ min: 1, max: 5 }),
  y: fc.double({ min: -10, max: 10, noNaN: true }),
  pull: fc.double({ min: 0.5, max: 2, noNaN: true }),
});
/** Somebody in every cell, so that every set of margins can be met. */
const everyCell: Sample = levels.sex.flatMap((sex) =>
  levels.age.flatMap((age) =>
    levels.place.map((place, y) => ({ sex, age, place, weight: 1, frequency: 1, y, pull: 1 })),
  ),
);
const sample = fc.array(respondent, { minLength: 5, maxLength: 40 }).map((drawn): Sample => [...everyCell, ...drawn]);
const share = fc.integer({ min: 1, max: 60 });
/** Counts with one total for all variables. */
const population = fc
  .tuple(share, share, share, share, share, fc.integer({ min: 100, max: 1_000_000 }))
  .map(([f, m, a, b, c, size]) => ({
    sex: counts(levels.sex, [f, m], size),
    age: counts(levels.age, [a, b, c], size),
    place: counts(levels.place, [c, f], size),
  }));

function counts(names: readonly string[], shares: readonly number[], size: number): Record<string, number> {
  const total = shares.reduce((sum, one) => sum + one, 0);
  return Object.fromEntries(names.map((name, place) => [name, (size * (shares[place] ?? 0)) / total]));
}

const columnsOf = (rows: Sample) => Object.fromEntries(variables.map((name) => [name, rows.map((row) => row[name])]));
const designOf = (rows: Sample) =>
  svydesign({ weights: rows.map(({ weight }) => weight), frequencies: rows.map(({ frequency }) => frequency) });
const columnY = (rows: Sample) => rows.map(({ y }) => y);
const error = (design: WeightedDesign, rows: Sample) => svytotal(design, columnY(rows)).se ?? Number.NaN;

/** The largest |Σw − N| / N over the categories of a sample. */
function missed(rows: Sample, design: WeightedDesign, margins: Margins): number {
  const of = (name: Variable, level: string) =>
    rows.reduce((sum, row, at) => sum + (row[name] === level ? (design.weights[at] ?? 0) * row.frequency : 0), 0);
  const misses = variables.flatMap((name) =>
    Object.entries(margins[name]).map(([level, count]) => Math.abs(of(name, level) - count) / count),
  );
  return Math.max(...misses);
}

/** Counts that weights between a half and twice the weights before give. */
const pulled = (rows: Sample): Margins => ({
  sex: sums(rows, 'sex'),
  age: sums(rows, 'age'),
  place: sums(rows, 'place'),
});

function sums(rows: Sample, name: Variable): Record<string, number> {
  const found: Record<string, number> = {};
  for (const row of rows) found[row[name]] = (found[row[name]] ?? 0) + row.weight * row.frequency * row.pull;
  return found;
}

const ways = {
  rake: (rows: Sample, margins: Margins) => rake(designOf(rows), columnsOf(rows), margins),
  postStratify: (rows: Sample, margins: Margins) =>
    postStratify(designOf(rows), columnsOf(rows)['age'] ?? [], margins.age),
  logit: (rows: Sample) =>
    calibrate(designOf(rows), columnsOf(rows), pulled(rows), {
      calfun: 'logit',
      bounds: { lower: 0.3, upper: 3 },
    }),
};
type Way = keyof typeof ways;

describe('weights of any sample', () => {
  it.each(Object.keys(ways) as Way[])(
    '%s: positive, never NaN, whatever the order of the rows and how they are split',
    (way) => {
      fc.assert(
        fc.property(sample, population, fc.integer(), (rows, margins, seed) => {
          const before = ways[way](rows, margins);
          expect(before.weights.every((weight) => weight > 0 && Number.isFinite(weight))).toBe(true);
          const split = rows.flatMap((row) => Array.from({ length: row.frequency }, () => ({ ...row, frequency: 1 })));
          const order = shuffled(split, seed);
          const after = ways[way](order, margins);
          const weightOf = new Map(order.map((row, at) => [keyOf(row), after.weights[at]]));
          rows.forEach((row, at) => expect(weightOf.get(keyOf(row))! / before.weights[at]!).toBeCloseTo(1, 9));
          const [here, there] = [svymean(before, columnY(rows)), svymean(after, columnY(order))];
          expect(there.estimate).toBeCloseTo(here.estimate ?? Number.NaN, 8);
          const [first, second] = [error(before, rows), error(after, order)];
          // where margins tell y the error is rounding of the total
          const size = rows.reduce(
            (sum, { y, frequency }, at) => sum + Math.abs(before.weights[at]! * y * frequency),
            0,
          );
          expect(Math.abs(first - second)).toBeLessThanOrEqual(1e-7 * first + 1e-10 * size);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('meet every margin to 1e-9, and say by how much they miss it', () => {
    fc.assert(
      fc.property(sample, population, (rows, margins) => {
        const raked = ways.rake(rows, margins);
        expect(missed(rows, raked, margins)).toBeLessThanOrEqual(1e-9);
        expect(raked.weighting.discrepancy).toBeCloseTo(missed(rows, raked, margins), 12);
        expect(missed(rows, ways.logit(rows), pulled(rows))).toBeLessThanOrEqual(1e-9);
      }),
    );
  });

  it('of the cells of a GROUP BY are those of its rows', () => {
    fc.assert(
      fc.property(sample, population, (rows, margins) => {
        const base = rows.map(({ weight, frequency }) => weight * frequency);
        const cells = rakeCells(columnsOf(rows), base, margins).weights;
        const raked = ways.rake(rows, margins);
        cells.forEach((weight, at) => expect(weight / (raked.weights[at]! * rows[at]!.frequency)).toBeCloseTo(1, 9));
      }),
    );
  });

  it('keep their sum when trimmed, and stay within strict bounds', () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 1.05, max: 5, noNaN: true }), (rows, room) => {
        const design = designOf(rows);
        const total = rows.reduce((sum, { weight, frequency }) => sum + weight * frequency, 0);
        const n = rows.reduce((sum, { frequency }) => sum + frequency, 0);
        const upper = (room * total) / n;
        const trimmed = trimWeights(design, { upper, strict: true });
        const after = trimmed.weights.reduce((sum, weight, at) => sum + weight * rows[at]!.frequency, 0);
        expect(after / total).toBeCloseTo(1, 9);
        expect(Math.max(...trimmed.weights)).toBeLessThanOrEqual(upper);
        expect(trimmed.weighting.kishAfter!).toBeLessThanOrEqual(trimmed.weighting.kishBefore! * (1 + 1e-12));
      }),
    );
  });

  it('meet margins and bounds at once where there is room', () => {
    fc.assert(
      fc.property(sample, population, (rows, margins) => {
        const raked = ways.rake(rows, margins);
        const upper = Math.max(...raked.weights) * 0.97;
        const both = outcome(() => rakeTrimmed(designOf(rows), columnsOf(rows), margins, { upper }));
        if (both === null) return;
        expect(missed(rows, both, margins)).toBeLessThanOrEqual(1e-9);
        expect(Math.max(...both.weights)).toBeLessThanOrEqual(upper * (1 + 1e-9));
      }),
      { numRuns: 40 },
    );
  });
});

/** Null where margins and bounds cannot both be met; any other fault is thrown on. */
function outcome(make: () => WeightedDesign): WeightedDesign | null {
  try {
    return make();
  } catch (error) {
    expect(error).toMatchObject({
      code: expect.stringMatching(/^(rake_and_trim_not_converging|trimming_impossible)$/) as string,
    });
    return null;
  }
}

const keyOf = ({ sex, age, place, weight }: Respondent): string => [sex, age, place, weight].join();

function shuffled<T>(list: readonly T[], seed: number): T[] {
  const key = (at: number) => Math.abs(Math.sin(seed + at * 12.9898) * 43758.5453) % 1;
  return list
    .map((one, at) => ({ one, key: key(at) }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
