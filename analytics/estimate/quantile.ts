/** Quantiles of the population. */
import { Problem } from '../../problem.ts';
import { flags, isKnown, measured } from './base.ts';
import type { NumberColumn } from './column.ts';
import { degf, respondents, rowsOf, testedIn, type SurveyDesign } from './design.ts';
import { critical, finite, type Estimate, type EstimateOptions } from './estimate.ts';
import { meanOf } from './mean.ts';
import { shareInterval, type IntervalMethod } from './proportion-interval.ts';
import { quantileOf, type Quantile, type QuantileRule } from './quantile-rule.ts';

export interface QuantileOptions extends EstimateOptions {
  /** `math`: the smallest value that reaches the share; `hf7`: interpolated. `math` by default */
  readonly qrule?: QuantileRule | undefined;
  /** how the interval of the share is made that the quantile's follows from; `mean` by default */
  readonly interval?: Exclude<IntervalMethod, 'logit' | 'likelihood'> | undefined;
}

export interface QuantileEstimate extends Estimate {
  /** the share of the population that is not above the quantile */
  readonly p: number;
}

/**
 * Quantiles, such as the median (0.5), in the unit of the column. Interval: the quantiles at both ends of the interval of
 * the share that is not above the estimate (Woodruff 1952, JASA 47, 635–646), null where that leaves 0 … 1; the standard
 * error is its width over twice the critical value, as R has it. `nEff` and `deff` are those of the share.
 * @param quantiles  shares, 0 to 1
 * @example svyquantile(design, enroll, [0.25, 0.5, 0.75], { qrule: 'hf7' })
 * @throws Problem columns_differ; value_not_allowed; option_not_allowed
 */
export function svyquantile(
  design: SurveyDesign,
  column: NumberColumn,
  quantiles: readonly number[],
  options: QuantileOptions = {},
): QuantileEstimate[] {
  const { base, values } = measured(design, { column });
  const quantile = quantileOf(options.qrule ?? 'math', base, values[0]!);
  const known = { ...design, domain: rowsOf(design).filter((row) => isKnown(column[row])) };
  const degrees = options.df ?? degf(known);
  return quantiles.map((p) => {
    refuseOutside(p);
    const estimate = quantile(p);
    const below = flags(base.rows.length, (place) => values[0]![place]! <= estimate);
    const share = meanOf(design, base, below, { ...options, df: degrees });
    const ends = woodruff(known, quantile, share, { ...options, df: degrees });
    return { ...share, ...written(estimate, ends, degrees, options.confidence), p };
  });
}

type Ends = readonly [number, number];

/** The quantiles at the ends of the interval of a share; NaN where an end is outside 0 … 1. */
export function woodruff(known: SurveyDesign, quantile: Quantile, share: Estimate, options: QuantileOptions): Ends {
  const [low, high] = shareInterval(options.interval ?? 'mean', {
    p: share.estimate ?? Number.NaN,
    se: share.se ?? Number.NaN,
    df: options.df ?? Number.NaN,
    degrees: degf(known),
    n: share.n,
    respondents: respondents(testedIn(known)),
    confidence: options.confidence ?? 0.95,
  });
  return [low >= 0 ? quantile(low) : Number.NaN, high <= 1 ? quantile(high) : Number.NaN];
}

/** An estimate with its ends; the standard error is their distance over twice the critical value. */
export function written(estimate: number, [low, high]: Ends, df: number, confidence?: number): Partial<Estimate> {
  const se = (high - low) / (2 * critical(df, confidence));
  return {
    estimate: finite(estimate),
    se: finite(se),
    var: finite(se ** 2),
    cv: finite(se / Math.abs(estimate)),
    ciLow: finite(low),
    ciHigh: finite(high),
  };
}

function refuseOutside(p: number): void {
  if (!(p >= 0 && p <= 1)) throw new Problem('option_not_allowed', { option: 'quantiles', value: p, needed: '0 … 1' });
}
