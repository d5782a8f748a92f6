/** Quantiles of ordered categories, whose respondents are spread evenly between bounds. */
import { quantileOfCounts } from '../disclosure/counted.ts';
import { isKnown, measured, totalsByCode } from './base.ts';
import type { NumberColumn } from './column.ts';
import { degf, rowsOf, type SurveyDesign } from './design.ts';
import { meanOf } from './mean.ts';
import { woodruff, written, type QuantileEstimate, type QuantileOptions } from './quantile.ts';

/**
 * Quantiles of a scale, interpolated in the category where they fall, as `quantileOfCounts` has them: respondents of a
 * category count as spread evenly between its bounds, so the share not above the quantile is a fraction of one category.
 * Interval and standard error: Woodruff's, of that share (1952, JASA 47, 635–646).
 * @param column  the category of each row, counted from 0
 * @param bounds  one more than categories, rising; see `boundsBetween`
 * @example svyquantileOfCategories(design, level, [0.5, 1.5, 2.5, 3.5, 4.5], [0.5])
 * @throws Problem columns_differ; value_not_allowed; option_not_allowed
 */
export function svyquantileOfCategories(
  design: SurveyDesign,
  column: NumberColumn,
  bounds: readonly number[],
  quantiles: readonly number[],
  options: Omit<QuantileOptions, 'qrule'> = {},
): QuantileEstimate[] {
  const { base, values } = measured(design, { column });
  const places = values[0]!;
  const masses = totalsByCode(base, Int32Array.from(places), bounds.length - 1);
  const quantile = (p: number) => quantileOfCounts(masses, bounds, p) ?? Number.NaN;
  const known = { ...design, domain: rowsOf(design).filter((row) => isKnown(column[row])) };
  const df = options.df ?? degf(known);
  return quantiles.map((p) => {
    const estimate = quantile(p);
    const below = places.map((place) => part(bounds[place]!, bounds[place + 1]!, estimate));
    const share = meanOf(design, base, below, { ...options, df });
    const ends = woodruff(known, quantile, share, { ...options, df });
    return { ...share, ...written(estimate, ends, df, options.confidence), p };
  });
}

/** How much of a category is not above a value. */
const part = (lower: number, upper: number, value: number): number =>
  Math.min(1, Math.max(0, (value - lower) / (upper - lower)));
