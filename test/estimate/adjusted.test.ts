import { afterAll, describe, expect, it } from 'vitest';
import {
  degf,
  jackknife,
  subset,
  svyby,
  svychisq,
  svyciprop,
  svydesign,
  svymean,
  svyquantile,
  svyratio,
  svytotal,
  svyttest,
  type SurveyDesign,
} from '../../analytics/index.ts';
import { Deviations, type Row } from '../reference/deviation.ts';
import { readExpected, readTable } from '../reference/table.ts';

const { words, numbers, size } = readTable('estimates.csv');
const { adjusted } = readExpected('estimates.expected.json') as { adjusted: Record<string, Record<string, Row[]>> };
const deviations = new Deviations();
afterAll(() => deviations.print());

const [strata, ids, weights, fpc, area] = [words('stratum'), numbers('psu'), numbers('w'), numbers('N'), words('area')];
const [x, y, parts, yes, kind, group] = [
  numbers('x'),
  numbers('y'),
  numbers('size'),
  numbers('yes'),
  words('kind'),
  words('group'),
];
const population: Readonly<Record<string, number>> = { north: 1500, south: 900, west: 700 };

/** Weights that meet the sizes of the areas; errors lose what is alike within an area. */
function toAreas(design: SurveyDesign): SurveyDesign {
  const totalOf = (values: ArrayLike<number>, name: string) =>
    area.reduce((sum, one, row) => sum + (one === name ? values[row]! : 0), 0);
  const after = design.weights.map(
    (weight, row) => (weight * population[area[row]!]!) / totalOf(design.weights, area[row]!),
  );
  const residuals = (influence: Float64Array) => {
    const perWeight = influence.map((value, row) => (value * design.weights[row]!) / after[row]!);
    return influence.map((value, row) => {
      const mean = totalOf(perWeight, area[row]!) / totalOf(design.weights, area[row]!);
      return value - mean * after[row]!;
    });
  };
  return { ...design, weights: after, adjustments: [{ kind: 'postStratify', residuals }] };
}

const designs: Record<string, SurveyDesign> = {
  persons: toAreas(svydesign({ strata, weights })),
  clusters: toAreas(svydesign({ strata, ids, weights, fpc })),
};
const high = (design: SurveyDesign) =>
  subset(
    design,
    group.map((one) => one === 'high'),
  );
const quantiles = (design: SurveyDesign, column: (number | null)[], rows: readonly Row[]) =>
  rows.flatMap(({ p, interval }) => svyquantile(design, column, [Number(p)], { interval: interval as 'mean' }));

const calls: Record<string, (design: SurveyDesign, rows: readonly Row[]) => readonly object[]> = {
  mean: (d) => [svymean(d, x, { deff: true })],
  total: (d) => [svytotal(d, x, { deff: true })],
  share: (d) => svymean(d, kind, { deff: 'replace' }),
  areas: (d) => svytotal(d, area),
  ratio: (d) => [svyratio(d, x, parts, { deff: true })],
  meanMissing: (d) => [svymean(d, y, { deff: true })],
  meanHigh: (d) => [svymean(high(d), x, { deff: true })],
  byGroupKind: (d) => svyby(d, { group, kind }, (one) => svytotal(one, x, { df: degf(d) })),
  shares: (d, rows) => rows.map(({ method }) => svyciprop(high(d), yes, { method: method as 'logit' })),
  quantilesHigh: (d, rows) => quantiles(high(d), x, rows),
  quantilesMissing: (d, rows) => quantiles(d, y, rows),
  chisq: (d, rows) => rows.map(({ statistic }) => svychisq(d, group, kind, { statistic: statistic as 'F' })),
  chisqHigh: (d, rows) => rows.map(({ statistic }) => svychisq(high(d), area, kind, { statistic: statistic as 'F' })),
  ttest: (d) => [svyttest(d, x, group)],
};

describe.each(Object.keys(designs))('%s after post-stratification, as R has it', (name) => {
  it.each(Object.entries(adjusted[name]!))('%s', (call, rows) => {
    const ours = calls[call]!(designs[name]!, rows);
    expect(ours).toHaveLength(rows.length);
    rows.forEach(({ p, ...row }, place) => {
      const test = 't' in row || 'ndf' in row ? { ...row, p } : row;
      deviations.compare(`adjusted ${call}`, `${name} ${place}`, ours[place]!, test);
    });
  });

  it('a total that was adjusted to has no error', () => {
    for (const { level, estimate, se } of svytotal(designs[name]!, area)) {
      expect(estimate).toBeCloseTo(population[level!]!, 8);
      expect(se).toBeLessThan(1e-9);
    }
  });

  it('has no jackknife', () => {
    expect(() => jackknife(designs[name]!)).toThrow(expect.objectContaining({ code: 'jackknife_adjusted' }));
    expect(size).toBe(designs[name]!.size);
  });
});
