/** An estimate with everything that says how sure it is. */
import { Problem } from '../../problem.ts';
import { total, weighted, type Base } from './base.ts';
import { degf, type SurveyDesign } from './design.ts';
import { tQuantile } from './distribution.ts';
import { variances } from './variance.ts';

/**
 * A figure never travels alone. What does not exist is null, such as the relative error of 0 or the error of an empty
 * domain; a number is never NaN or infinite.
 */
export interface Estimate {
  readonly estimate: number | null;
  /** standard error, in the unit of the estimate */
  readonly se: number | null;
  /** variance: se² */
  readonly var: number | null;
  /** relative error: se / |estimate| */
  readonly cv: number | null;
  readonly ciLow: number | null;
  readonly ciHigh: number | null;
  /** degrees of freedom of the interval; null: it is the normal distribution's */
  readonly df: number | null;
  /** respondents it rests on: in the domain, with a weight and a known value */
  readonly n: number;
  /** how many respondents of a simple random sample with replacement would be as sure */
  readonly nEff: number | null;
  /** design effect, when asked for: the variance against that of a simple random sample of n */
  readonly deff?: number | null;
  /** the category whose total or share it is */
  readonly level?: string;
}

export interface EstimateOptions {
  /** design effect against a simple random sample without replacement (true) or with (`'replace'`) */
  readonly deff?: boolean | 'replace' | undefined;
  /** degrees of freedom of the interval; by default those of the design, `Infinity` for the normal distribution's */
  readonly df?: number | undefined;
  /** confidence of the interval; 0.95 by default */
  readonly confidence?: number | undefined;
}

/** A statistic of one respondent's values: how it follows from their totals, and how each respondent moves it. */
export interface Statistic {
  /** a place of the base each, without weights */
  readonly parts: readonly Float64Array[];
  of(totals: readonly number[]): number;
  /** the linearised variable: what a respondent of weight 1 adds to the statistic */
  linearised(estimate: number, totals: readonly number[]): Float64Array;
}

/** The estimate of a statistic. */
export function estimated(design: SurveyDesign, base: Base, statistic: Statistic, options: EstimateOptions): Estimate {
  const parts = () => statistic.parts.map((part) => weighted(base, part));
  const totals = statistic.parts.map((part) => total(base, part));
  const estimate = statistic.of(totals);
  const linearised = statistic.linearised(estimate, totals);
  const influences = [weighted(base, linearised)];
  const [variance] = variances(design, { base, parts, influences, of: (sums) => [statistic.of(sums)] });
  const simple = simpleVariance(base, linearised);
  return report({ estimate, variance: settled(variance!, simple), simple, base }, degf(design), options);
}

/** An error 10¹² times smaller than that of a simple random sample is the last digits of doubles. */
const settled = (variance: number, simple: number): number => (variance <= 1e-24 * simple ? 0 : variance);

/** What an estimate is written from. */
export interface Raw {
  readonly estimate: number;
  readonly variance: number;
  /** the variance of a simple random sample with replacement, of the same n */
  readonly simple: number;
  readonly base: Base;
}

/** @param degrees  degrees of freedom, where the options name none */
export function report({ estimate, variance, simple, base }: Raw, degrees: number, options: EstimateOptions): Estimate {
  const some = base.n > 0 && Number.isFinite(estimate);
  const se = some ? Math.sqrt(variance) : Number.NaN;
  const df = options.df ?? degrees;
  const half = critical(df, options.confidence) * se;
  const figure = {
    estimate: some ? finite(estimate) : null,
    se: finite(se),
    var: finite(se ** 2),
    cv: finite(se / Math.abs(estimate)),
    ciLow: finite(estimate - half),
    ciHigh: finite(estimate + half),
    df: finite(df),
    n: base.n,
    nEff: finite((base.n * simple) / se ** 2),
  };
  return options.deff ? { ...figure, deff: effect(se ** 2, simple, base, options.deff) } : figure;
}

/** How many standard errors the interval goes to each side; NaN without degrees of freedom. */
export function critical(df: number, confidence = 0.95): number {
  if (!(confidence > 0 && confidence < 1))
    throw new Problem('option_not_allowed', { option: 'confidence', value: confidence, needed: '0 < … < 1' });
  return df > 0 ? tQuantile((1 + confidence) / 2, df) : Number.NaN;
}

/** A number, or null where there is none. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

/**
 * The variance that a simple random sample with replacement of the same n would have: S² W² / n, W the sum of the
 * weights, S² the estimated population variance of the linearised variable.
 */
export function simpleVariance(base: Base, linearised: Float64Array): number {
  const mean = total(base, linearised) / base.size;
  let squares = 0;
  for (let place = 0; place < linearised.length; place += 1)
    squares += base.masses[place]! * (linearised[place]! - mean) ** 2;
  return (squares * base.size) / (base.n - 1);
}

/** Null when the sample is the population, or the weights add up to less: then there is no sample to compare with. */
function effect(variance: number, simple: number, { n, size }: Base, kind: true | 'replace'): number | null {
  if (kind === 'replace') return finite(variance / simple);
  const left = 1 - n / size;
  return left > 1e-9 ? finite(variance / (simple * left)) : null;
}
