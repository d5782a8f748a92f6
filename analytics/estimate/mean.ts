/** Means and shares. */
import type { Base } from './base.ts';
import { estimateEach, type CategoryOptions } from './category.ts';
import type { CategoryColumn, NumberColumn } from './column.ts';
import type { SurveyDesign } from './design.ts';
import { estimated, type Estimate, type EstimateOptions } from './estimate.ts';
import { ratioOf } from './ratio.ts';

/**
 * The mean of a column of numbers over the population (Σ w x / Σ w), or the share of each category, 0 to 1. Its error is
 * that of a ratio, because the sum of the weights is estimated too (Särndal, Swensson and Wretman 1992, section 5.7).
 * Missing values are outside the domain.
 * @param column  numbers: one estimate, in their unit; categories: one estimate a level
 * @example svymean(design, api00, { deff: true }).se
 * @example svymean(subset(design, stype.map((one) => one === 'H')), awards)
 * @throws Problem columns_differ; value_not_allowed; option_not_allowed
 */
export function svymean(design: SurveyDesign, column: NumberColumn, options?: EstimateOptions): Estimate;
export function svymean(design: SurveyDesign, column: CategoryColumn, options?: CategoryOptions): Estimate[];
export function svymean(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  options?: CategoryOptions,
): Estimate | Estimate[];
export function svymean(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  options: CategoryOptions = {},
): Estimate | Estimate[] {
  return estimateEach(design, column, options.levels, (base, values) => meanOf(design, base, values, options));
}

/** The mean of values that are at hand. */
export function meanOf(design: SurveyDesign, base: Base, values: Float64Array, options: EstimateOptions): Estimate {
  const one = new Float64Array(values.length).fill(1);
  return estimated(design, base, ratioOf(values, one), options);
}
