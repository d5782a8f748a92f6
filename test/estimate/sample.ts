/** Samples of any kind for properties. */
import fc from 'fast-check';
import {
  degf,
  jackknife,
  kishDeff,
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

/** One row of a table: what a respondent is and answered. */
export interface Respondent {
  readonly stratum: string;
  readonly unit: number;
  readonly weight: number;
  readonly times: number;
  readonly x: number | null;
  readonly y: number | null;
  readonly yes: number | null;
  readonly kind: string | null;
  readonly group: string | null;
  readonly inside: boolean;
}

/** Numbers that a questionnaire could hold, and weights near 1. */
export const ordinary = respondents({
  weight: fc.integer({ min: 1, max: 40 }).map((value) => value / 4),
  value: fc.integer({ min: -20, max: 200 }),
  fewest: 8,
});

/** Whatever a column of doubles can hold, and weights of any size, also 0. */
export const extreme = respondents({
  weight: fc.oneof(fc.constant(0), fc.constant(1), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true })),
  value: fc.oneof(fc.double({ noDefaultInfinity: true }), fc.constantFrom(0, 1, 1e308, -1e308, 5e-324, 0.1)),
  fewest: 0,
});

function respondents(kind: {
  weight: fc.Arbitrary<number>;
  value: fc.Arbitrary<number>;
  fewest: number;
}): fc.Arbitrary<Respondent[]> {
  const some = <T>(one: fc.Arbitrary<T>) => fc.option(one, { freq: 6 });
  return fc.array(
    fc.record({
      stratum: fc.constantFrom('a', 'b', 'c'),
      unit: fc.integer({ min: 1, max: 5 }),
      weight: kind.weight,
      times: fc.integer({ min: 0, max: 3 }),
      x: some(kind.value),
      y: some(kind.value),
      yes: some(fc.constantFrom(0, 1)),
      kind: some(fc.constantFrom('one', 'two', 'three')),
      group: some(fc.constantFrom('high', 'low')),
      inside: fc.boolean(),
    }),
    { minLength: kind.fewest, maxLength: 40 },
  );
}

export type DesignKind = 'persons' | 'clusters' | 'finite' | 'census';
export const designKinds = fc.constantFrom<DesignKind>('persons', 'clusters', 'finite', 'census');

export const column = <Name extends keyof Respondent>(rows: readonly Respondent[], name: Name): Respondent[Name][] =>
  rows.map((row) => row[name]);

export function designOf(rows: readonly Respondent[], kind: DesignKind): SurveyDesign {
  const [strata, weights] = [column(rows, 'stratum'), column(rows, 'weight')];
  const frequencies = column(rows, 'times');
  if (kind === 'persons') return svydesign({ strata, weights, frequencies });
  const ids = column(rows, 'unit');
  if (kind === 'clusters') return svydesign({ strata, ids, weights, frequencies });
  const fpc = rows.map(() => (kind === 'census' ? 1 : 0.25));
  return svydesign({ strata, ids, weights, frequencies, fpc });
}

/** Every function on every kind of column: one entry a call. */
export const everything: Readonly<Record<string, (design: SurveyDesign, rows: readonly Respondent[]) => unknown>> = {
  mean: (d, rows) => svymean(d, column(rows, 'x'), { deff: true }),
  total: (d, rows) => svytotal(d, column(rows, 'x'), { deff: 'replace' }),
  share: (d, rows) => svymean(d, column(rows, 'kind'), { deff: 'replace', levels: ['one', 'two', 'three'] }),
  count: (d, rows) => svytotal(d, column(rows, 'kind'), { deff: true, levels: ['one', 'two', 'three'] }),
  ratio: (d, rows) => svyratio(d, column(rows, 'x'), column(rows, 'y'), { deff: true }),
  normal: (d, rows) => svymean(d, column(rows, 'y'), { df: Number.POSITIVE_INFINITY, confidence: 0.9 }),
  median: (d, rows) => svyquantile(d, column(rows, 'x'), [0, 0.1, 0.5, 0.9, 1], { deff: true }),
  medianBeta: (d, rows) => svyquantile(d, column(rows, 'x'), [0.3, 0.5], { interval: 'beta' }),
  logit: (d, rows) => svyciprop(d, column(rows, 'yes')),
  beta: (d, rows) => svyciprop(d, column(rows, 'yes'), { method: 'beta' }),
  asin: (d, rows) => svyciprop(d, column(rows, 'yes'), { method: 'asin' }),
  likelihood: (d, rows) => svyciprop(d, column(rows, 'yes'), { method: 'likelihood' }),
  chisq: (d, rows) => svychisq(d, column(rows, 'kind'), column(rows, 'group')),
  chisqFirst: (d, rows) => svychisq(d, column(rows, 'kind'), column(rows, 'group'), { statistic: 'Chisq' }),
  wald: (d, rows) => svychisq(d, column(rows, 'kind'), column(rows, 'group'), { statistic: 'Wald' }),
  adjWald: (d, rows) => svychisq(d, column(rows, 'kind'), column(rows, 'group'), { statistic: 'adjWald' }),
  ttest: (d, rows) => svyttest(d, column(rows, 'x'), column(rows, 'group')),
  ttestOne: (d, rows) => svyttest(d, column(rows, 'y')),
  domains: (d, rows) =>
    svyby(d, { kind: column(rows, 'kind'), stratum: column(rows, 'stratum') }, (one) =>
      svymean(one, column(rows, 'x')),
    ),
  subset: (d, rows) => svymean(subset(d, column(rows, 'inside')), column(rows, 'x')),
  jackknife: (d, rows) => svymean(jackknife(d), column(rows, 'x')),
  jackknifeRatio: (d, rows) => svyratio(jackknife(d), column(rows, 'x'), column(rows, 'y')),
  jackknifeTest: (d, rows) => svychisq(jackknife(d), column(rows, 'kind'), column(rows, 'group')),
  freedom: (d) => degf(d),
};

/** Those that need no design. */
export const kish = (rows: readonly Respondent[]) => kishDeff(column(rows, 'weight'), column(rows, 'times'));
