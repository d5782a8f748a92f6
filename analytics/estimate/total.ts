/** Totals of the population. */
import { estimateEach, type CategoryOptions } from './category.ts';
import type { CategoryColumn, NumberColumn } from './column.ts';
import type { SurveyDesign } from './design.ts';
import { estimated, type Estimate, type EstimateOptions, type Statistic } from './estimate.ts';

/**
 * The total of a column of numbers over the population (Σ w x), or how many of the population have each category
 * (Särndal, Swensson and Wretman 1992, section 2.8). Missing values are outside the domain.
 * @param column  numbers: one estimate, in their unit; categories: one estimate a level
 * @example svytotal(design, enroll).estimate
 * @example svytotal(design, stype).map(({ level, estimate }) => `${level}: ${estimate}`)
 * @throws Problem columns_differ; value_not_allowed; option_not_allowed
 */
export function svytotal(design: SurveyDesign, column: NumberColumn, options?: EstimateOptions): Estimate;
export function svytotal(design: SurveyDesign, column: CategoryColumn, options?: CategoryOptions): Estimate[];
export function svytotal(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  options?: CategoryOptions,
): Estimate | Estimate[];
export function svytotal(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  options: CategoryOptions = {},
): Estimate | Estimate[] {
  return estimateEach(design, column, options.levels, (base, values) =>
    estimated(design, base, totalOf(values), options),
  );
}

const totalOf = (values: Float64Array): Statistic => ({
  parts: [values],
  of: ([total]) => total!,
  linearised: () => values,
});
