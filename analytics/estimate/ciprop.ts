/** Shares with an interval that suits them. */
import { Problem } from '../../problem.ts';
import { measured, type Base } from './base.ts';
import { categories, isCategory, type CategoryOptions } from './category.ts';
import type { CategoryColumn, NumberColumn } from './column.ts';
import { degf, respondents, testedIn, type SurveyDesign } from './design.ts';
import { finite, type Estimate } from './estimate.ts';
import { meanOf } from './mean.ts';
import { shareInterval, type IntervalMethod } from './proportion-interval.ts';

export interface ProportionOptions extends CategoryOptions {
  /** `logit` by default */
  readonly method?: IntervalMethod | undefined;
}

/**
 * A share, 0 to 1, with an interval made for shares: `logit` (`xlogit` is the same, computed from the share), `beta` (Korn
 * and Graubard 1998), `asin`, `likelihood`, or the plain `mean` ± t se. At 0 and 1 none but `mean` has an interval.
 * @param column  0 and 1, or shares of a respondent: one estimate; categories: one estimate a level
 * @example svyciprop(design, schWide, { method: 'beta' })
 * @throws Problem columns_differ; value_not_allowed when a number is not between 0 and 1; option_not_allowed
 */
export function svyciprop(design: SurveyDesign, column: NumberColumn, options?: ProportionOptions): Estimate;
export function svyciprop(design: SurveyDesign, column: CategoryColumn, options?: ProportionOptions): Estimate[];
export function svyciprop(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  options?: ProportionOptions,
): Estimate | Estimate[];
export function svyciprop(
  design: SurveyDesign,
  column: NumberColumn | CategoryColumn,
  options: ProportionOptions = {},
): Estimate | Estimate[] {
  if (isCategory(column, options.levels)) {
    const { base, levels } = categories(design, column, options.levels);
    return levels.map(({ level, values }) => ({ ...proportion(design, base, values, options), level }));
  }
  const { base, values } = measured(design, { column });
  refuseOutside(values[0]!, base);
  return proportion(design, base, values[0]!, options);
}

function proportion(design: SurveyDesign, base: Base, values: Float64Array, options: ProportionOptions): Estimate {
  const figure = meanOf(design, base, values, options);
  const degrees = degf(design);
  const [low, high] = shareInterval(options.method ?? 'logit', {
    p: figure.estimate ?? Number.NaN,
    se: figure.se ?? Number.NaN,
    df: options.df ?? degrees,
    degrees,
    n: base.n,
    respondents: respondents(testedIn(design)),
    confidence: options.confidence ?? 0.95,
  });
  return { ...figure, ciLow: finite(low), ciHigh: finite(high) };
}

function refuseOutside(values: Float64Array, { rows }: Base): void {
  const place = values.findIndex((value) => value < 0 || value > 1);
  if (place >= 0)
    throw new Problem('value_not_allowed', {
      column: 'column',
      row: rows[place]!,
      value: values[place]!,
      needed: '0 … 1',
    });
}
