/** Columns that may hold numbers or categories: a statistic of categories is one of each level. */
import { baseOf, flags, measured, type Base } from './base.ts';
import { factor, isFactor, sameLength, type CategoryColumn, type NumberColumn } from './column.ts';
import type { SurveyDesign } from './design.ts';
import type { Estimate, EstimateOptions } from './estimate.ts';

export interface CategoryOptions extends EstimateOptions {
  /** the categories and their order; by default those of the whole column, by name */
  readonly levels?: readonly string[] | undefined;
}

/** Whether a column holds categories; one without any value holds numbers, unless its levels are named. */
export function isCategory(
  column: NumberColumn | CategoryColumn,
  levels?: readonly string[],
): column is CategoryColumn {
  if (isFactor(column) || levels !== undefined) return true;
  for (let row = 0; row < column.length; row += 1) {
    const value = column[row];
    if (value !== null && value !== undefined) return typeof value === 'string';
  }
  return false;
}

/** A level, and the column that is 1 where a respondent has it, else 0. */
export interface LevelFlags {
  readonly level: string;
  readonly values: Float64Array;
}

/**
 * The base of an estimate of categories, and its levels: all of the column, also those that nobody of the domain has.
 * @throws Problem columns_differ; value_not_allowed when a value is none of `levels`
 */
export function categories(
  design: SurveyDesign,
  column: CategoryColumn,
  names?: readonly string[],
): { base: Base; levels: LevelFlags[] } {
  const { levels, codes } = factor(column, names);
  sameLength('category', codes.length, design.size);
  const base = baseOf(design, (row) => codes[row]! >= 0);
  const flagsOf = (code: number) => flags(base.rows.length, (place) => codes[base.rows[place]!] === code);
  return { base, levels: levels.map((level, code) => ({ level, values: flagsOf(code) })) };
}

/** One estimate of a column of numbers; of categories, one a level. @param estimate  makes it of the values of a base */
export function estimateEach(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  names: readonly string[] | undefined,
  estimate: (base: Base, values: Float64Array) => Estimate,
): Estimate | Estimate[] {
  if (isCategory(column, names)) {
    const { base, levels } = categories(design, column, names);
    return levels.map(({ level, values }) => ({ ...estimate(base, values), level }));
  }
  const { base, values } = measured(design, { column });
  return estimate(base, values[0]!);
}
