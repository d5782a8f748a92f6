/** Ratios of two totals. */
import { measured } from './base.ts';
import type { NumberColumn } from './column.ts';
import type { SurveyDesign } from './design.ts';
import { estimated, type Estimate, type EstimateOptions, type Statistic } from './estimate.ts';

/**
 * The ratio of two totals of the population, Σ w y / Σ w x, such as pupils tested by pupils enrolled. Its linearised
 * variable is (y − R x) / Σ w x (Särndal, Swensson and Wretman 1992, section 5.6). Respondents with both values count.
 * @example svyratio(design, tested, enrolled, { deff: true })
 * @throws Problem columns_differ; value_not_allowed; option_not_allowed
 */
export function svyratio(
  design: SurveyDesign,
  numerator: NumberColumn,
  denominator: NumberColumn,
  options: EstimateOptions = {},
): Estimate {
  const { base, values } = measured(design, { numerator, denominator });
  return estimated(design, base, ratioOf(values[0]!, values[1]!), options);
}

/** The ratio of the totals of `y` and of `x`. */
export const ratioOf = (y: Float64Array, x: Float64Array): Statistic => ({
  parts: [y, x],
  of: ([above, below]) => above! / below!,
  linearised: (ratio, [, below]) => remainders(y, x, ratio).map((value) => value / below!),
});

/** y − R x; all 0 where y follows x and only the last digits of doubles are left. */
function remainders(y: Float64Array, x: Float64Array, ratio: number): Float64Array {
  const left = y.map((value, place) => value - ratio * x[place]!);
  const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return largest(left) <= 1e-14 * largest(y) ? left.fill(0) : left;
}
