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
  linearised: (ratio, [, below]) => remainders(y, x, ratio, below!),
});

/** (y − R x) / X; all 0 where y follows x and only the last digits of doubles are left. */
function remainders(y: Float64Array, x: Float64Array, ratio: number, below: number): Float64Array {
  const left = new Float64Array(y.length);
  let [largest, widest] = [0, 0];
  for (let place = 0; place < y.length; place += 1) {
    const value = y[place]! - ratio * x[place]!;
    left[place] = value / below;
    largest = Math.max(largest, Math.abs(y[place]!));
    widest = Math.max(widest, Math.abs(value));
  }
  return widest <= 1e-14 * largest ? left.fill(0) : left;
}
