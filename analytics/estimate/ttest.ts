/** Whether two groups differ in their means. */
import { Problem } from '../../problem.ts';
import { baseOf, flags, measured, type Base } from './base.ts';
import { factor, sameLength, type CategoryColumn, type Factor, type NumberColumn } from './column.ts';
import { unitsLessStrata, type SurveyDesign } from './design.ts';
import { tTwoSided } from './distribution.ts';
import { estimated, finite, type Estimate, type EstimateOptions, type Statistic } from './estimate.ts';
import { ratioOf } from './ratio.ts';

/** The estimate is the mean of the second level less that of the first; of one group, its mean. */
export interface TTest extends Estimate {
  readonly t: number | null;
  /** two-sided */
  readonly p: number | null;
  /** the two groups, the first being subtracted */
  readonly levels: readonly string[];
}

/**
 * The design-based t test of a difference of two means, with the degrees of freedom of the design less one (Lumley 2010,
 * section 5.2; R's `svyttest`). Without `group` it asks whether the mean is 0.
 * @param group  two categories; with fewer of them in the domain every number is null
 * @example svyttest(design, api00, compImp).p
 * @throws Problem columns_differ; value_not_allowed; two_groups_needed
 */
export function svyttest(
  design: SurveyDesign,
  column: NumberColumn,
  group?: CategoryColumn | NumberColumn,
  options: Pick<EstimateOptions, 'df' | 'confidence'> = {},
): TTest {
  const groups = group === undefined ? null : factor(group);
  if (groups) sameLength('group', groups.codes.length, design.size);
  const inside = groups ? withCategory(design, groups) : design;
  const { base, values } = measured(inside, { column });
  const present = groups ? twoCodes(base, groups) : [];
  const member = (k: number) => flags(base.rows.length, (place) => groups?.codes[base.rows[place]!] === present[k]);
  const statistic = groups ? difference(values[0]!, member(1), member(0)) : ratioOf(values[0]!, member(0).fill(1));
  const levels = present.map((code) => groups!.levels[code]!);
  return tested(estimated(design, base, statistic, { ...options, df: options.df ?? freedom(design, base) }), levels);
}

function tested(figure: Estimate, levels: readonly string[]): TTest {
  const { estimate, se, df } = figure;
  const t = estimate === null || se === null ? null : finite(estimate / se);
  const p = t === null || (df !== null && df <= 0) ? null : finite(tTwoSided(t, df ?? Number.POSITIVE_INFINITY));
  return { ...figure, t, p, levels };
}

/** Of those in the base, less one. */
function freedom(design: SurveyDesign, { rows }: Base): number {
  return unitsLessStrata({ ...design, domain: rows }, () => true) - 1;
}

function withCategory(design: SurveyDesign, { codes }: Factor): SurveyDesign {
  const { rows } = baseOf(design, (row) => codes[row]! >= 0);
  return { ...design, domain: rows };
}

function twoCodes({ rows }: Base, { codes, levels }: Factor): number[] {
  const found = [...new Set(rows.map((row) => codes[row]!))].toSorted((a, b) => a - b);
  if (found.length > 2) throw new Problem('two_groups_needed', { found: found.map((code) => levels[code]).join(', ') });
  return found;
}

/** The mean of y in one group less its mean in the other. */
function difference(y: Float64Array, one: Float64Array, other: Float64Array): Statistic {
  const [first, second] = [ratioOf(times(y, one), one), ratioOf(times(y, other), other)];
  const of = (totals: readonly number[]) => first.of(totals.slice(0, 2)) - second.of(totals.slice(2));
  return {
    parts: [...first.parts, ...second.parts],
    of,
    linearised: (_, totals) => {
      const [here, there] = [totals.slice(0, 2), totals.slice(2)];
      const less = second.linearised(second.of(there), there);
      return first.linearised(first.of(here), here).map((value, place) => value - less[place]!);
    },
  };
}

const times = (a: Float64Array, b: Float64Array) => a.map((value, place) => value * b[place]!);
