import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { subset, svyby, svydesign, svymean, svyquantile, svytotal, type SurveyDesign } from '../../analytics/index.ts';
import { Problem } from '../../problem.ts';
import { column, designKinds, designOf, everything, extreme, kish, ordinary, type Respondent } from './sample.ts';

const runs = { numRuns: 300 };

/** A design, or null where the sample has none, such as a stratum of one unit. */
function orProblem<Result>(make: () => Result): Result | string {
  try {
    return make();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
}

const all = (design: SurveyDesign, rows: readonly Respondent[]) =>
  Object.fromEntries(Object.entries(everything).map(([name, call]) => [name, orProblem(() => call(design, rows))]));

/** Every number of an answer with its place. */
function numbersOf(answer: unknown, place = ''): [string, number | null][] {
  if (typeof answer === 'number' || answer === null) return [[place, answer]];
  if (answer === undefined) return [[place, Number.NaN]];
  if (typeof answer !== 'object') return [];
  return Object.entries(answer).flatMap(([name, part]) => numbersOf(part, `${place}.${name}`));
}

/** The same answer but for the last digits; a spread that is rounding is as good as none. */
function expectAlike(found: unknown, expected: unknown): void {
  const [ours, theirs] = [new Map(numbersOf(found)), new Map(numbersOf(expected))];
  expect([...ours.keys()]).toEqual([...theirs.keys()]);
  for (const [place, value] of theirs) {
    const other = ours.get(place)!;
    if (value === null || other === null) expect([place, other]).toEqual([place, value]);
    else
      expect(Math.abs(other - value), `${place}: ${other} and ${value}`).toBeLessThanOrEqual(
        1e-8 * (1 + Math.abs(value)),
      );
  }
}

describe('every estimator, on any sample', () => {
  it('gives numbers or null, never NaN or Infinity, or says what is wrong', () => {
    fc.assert(
      fc.property(extreme, designKinds, (rows, kind) => {
        const design = orProblem(() => designOf(rows, kind));
        if (typeof design === 'string') return;
        const wrong = numbersOf({ ...all(design, rows), kish: kish(rows) }).filter(
          ([, value]) => value !== null && !Number.isFinite(value),
        );
        expect(wrong).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('has some number to give for most ordinary samples', () => {
    const sampled = fc.sample(fc.tuple(ordinary, designKinds), { numRuns: 200, seed: 7 });
    const figures = sampled.map(([rows, kind]) => orProblem(() => svymean(designOf(rows, kind), column(rows, 'x'))));
    const full = figures.filter((figure) => typeof figure === 'object' && figure.se !== null && figure.nEff !== null);
    expect(full.length).toBeGreaterThan(60);
  });

  it('depends on no order of the rows', () => {
    fc.assert(
      fc.property(ordinary, designKinds, fc.infiniteStream(fc.nat()), (rows, kind, keys) => {
        const design = orProblem(() => designOf(rows, kind));
        if (typeof design === 'string') return;
        const shuffled = rows.map((row) => ({ row, key: keys.next().value })).toSorted((a, b) => a.key - b.key);
        const other = shuffled.map(({ row }) => row);
        expectAlike(all(designOf(other, kind), other), all(design, rows));
      }),
      runs,
    );
  });

  it('gives the same when a row of many respondents is split', () => {
    fc.assert(
      fc.property(ordinary, designKinds, (rows, kind) => {
        const design = orProblem(() => designOf(rows, kind));
        if (typeof design === 'string') return;
        const split = rows.flatMap((row) => Array.from({ length: row.times }, () => ({ ...row, times: 1 })));
        const levels = (some: readonly Respondent[]) => new Set(column(some, 'kind')).size;
        if (levels(split) !== levels(rows)) return;
        expectAlike(all(designOf(split, kind), split), all(design, rows));
      }),
      runs,
    );
  });
});

describe('totals and means', () => {
  it('add up over the domains', () => {
    fc.assert(
      fc.property(ordinary, designKinds, (rows, kind) => {
        const design = orProblem(() => designOf(rows, kind));
        if (typeof design === 'string') return;
        const by = { group: rows.map(({ group }) => group ?? 'none') };
        const parts = svyby(design, by, (domain) => svytotal(domain, column(rows, 'x')));
        const sum = parts.reduce((all, { estimate }) => all + (estimate ?? 0), 0);
        expect(sum).toBeCloseTo(svytotal(design, column(rows, 'x')).estimate ?? 0, 6);
      }),
      runs,
    );
  });

  it('totals grow with the weights, means do not', () => {
    fc.assert(
      fc.property(ordinary, fc.integer({ min: 2, max: 9 }), (rows, times) => {
        const design = orProblem(() => designOf(rows, 'clusters'));
        if (typeof design === 'string') return;
        const larger = { ...design, weights: design.weights.map((weight) => weight * times) };
        const x = column(rows, 'x');
        const { estimate, se, nEff } = svytotal(design, x);
        const grown = svytotal(larger, x);
        expectAlike(
          { estimate: grown.estimate, se: grown.se, nEff: grown.nEff },
          { estimate: scaled(estimate, times), se: scaled(se, times), nEff },
        );
        expectAlike(svymean(larger, x), svymean(design, x));
      }),
      runs,
    );
  });

  it('a domain by svyby is the domain by subset', () => {
    fc.assert(
      fc.property(ordinary, designKinds, (rows, kind) => {
        const design = orProblem(() => designOf(rows, kind));
        if (typeof design === 'string') return;
        const [x, groups] = [column(rows, 'x'), column(rows, 'group')];
        for (const { domain, by: _, ...figure } of svyby(design, { groups }, (one) => svymean(one, x)))
          expect(figure).toEqual(
            svymean(
              subset(
                design,
                groups.map((group) => group === domain),
              ),
              x,
            ),
          );
      }),
      runs,
    );
  });
});

it('gives the worked example of docs/method.md', () => {
  const design = svydesign({ strata: ['a', 'a', 'b', 'b'], fpc: [20, 20, 10, 10] });
  const { estimate, se, df, n } = svytotal(design, [1, 3, 2, 6]);
  expect({ estimate, df, n }).toEqual({ estimate: 80, df: 2, n: 4 });
  expect(se).toBeCloseTo(Math.sqrt(680), 10);
});

describe('quantiles', () => {
  it('are the smallest value that reaches the share, from the first on', () => {
    const design = svydesign({ weights: [1, 1, 2] });
    const values = [30, 10, 20];
    const at = [0, 0.1, 0.25, 0.2501, 0.75, 0.76, 1];
    expect(svyquantile(design, values, at).map(({ estimate }) => estimate)).toEqual([10, 10, 10, 20, 20, 30, 30]);
  });

  it('never fall as the share grows', () => {
    fc.assert(
      fc.property(ordinary, fc.constantFrom('math', 'hf7'), (rows, qrule) => {
        const design = orProblem(() => designOf(rows, 'clusters'));
        if (typeof design === 'string') return;
        const shares = Array.from({ length: 21 }, (_, k) => k / 20);
        const figures = svyquantile(design, column(rows, 'x'), shares, { qrule }).map(({ estimate }) => estimate ?? 0);
        expect(figures).toEqual(figures.toSorted((a, b) => a - b));
      }),
      runs,
    );
  });
});

describe('what cannot be', () => {
  it.each([
    ['columns of different length', () => svydesign({ weights: [1, 2], strata: ['a'] }), 'columns_differ'],
    ['a negative weight', () => svydesign({ weights: [1, -2] }), 'value_not_allowed'],
    ['a missing weight', () => svydesign({ weights: [1, null] }), 'value_not_allowed'],
    ['half a respondent', () => svydesign({ frequencies: [1, 1.5] }), 'value_not_allowed'],
    ['a stratum of one unit', () => svydesign({ strata: ['a', 'a', 'b'] }), 'lonely_psu'],
    ['a population below the sample', () => svydesign({ fpc: [2, 2, 2] }), 'fpc_too_small'],
    ['two populations', () => svydesign({ fpc: [5, 6] }), 'fpc_not_constant'],
    [
      'an infinite value',
      () => svymean(svydesign({ weights: [1, 2] }), [1, Number.POSITIVE_INFINITY]),
      'value_not_allowed',
    ],
    ['a column too short', () => svymean(svydesign({ weights: [1, 2] }), [1]), 'columns_differ'],
    [
      'a confidence of 95',
      () => svymean(svydesign({ weights: [1, 2] }), [1, 2], { confidence: 95 }),
      'option_not_allowed',
    ],
  ])('%s is a problem', (_, make, code) => {
    expect(orProblem<unknown>(make)).toBe(code);
  });
});

const scaled = (value: number | null, times: number) => (value === null ? null : value * times);
