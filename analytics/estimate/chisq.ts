/** Whether two columns of categories have to do with one another. */
import { respondents, testedIn, unitsLessStrata, type SurveyDesign } from './design.ts';
import { chiSquareUpperTail, fUpperTail } from './distribution.ts';
import { finite } from './estimate.ts';
import { solve, trace, traceOfSquare } from './matrix.ts';
import { tableOf, type Table } from './table.ts';
import { departures, interactions } from './table-influence.ts';
import type { CategoryColumn, NumberColumn } from './column.ts';
import { covariance } from './variance.ts';

export type ChisqStatistic = 'F' | 'Chisq' | 'Wald' | 'adjWald';

/** A test of independence; null where there is none, as of a table with one row. */
export interface ChisqTest {
  readonly statistic: ChisqStatistic;
  readonly value: number | null;
  /** degrees of freedom of the numerator, and of the denominator where there is one */
  readonly ndf: number | null;
  readonly ddf: number | null;
  readonly p: number | null;
  /** respondents with both categories */
  readonly n: number;
}

/**
 * Tests whether two columns of categories are independent in the population. `F`: Pearson's chi-square of the estimated
 * table over the mean of its design effects, second order (Rao and Scott 1984, Annals of Statistics 12, 46–60); `Chisq`:
 * the same, first order; `Wald` and `adjWald`: departures from independence against their covariance (Koch, Freeman and
 * Freeman 1975; adjusted: Thomas and Rao 1987).
 * @example svychisq(design, schWide, stype).p
 * @throws Problem columns_differ
 */
export function svychisq(
  design: SurveyDesign,
  rows: CategoryColumn | NumberColumn,
  columns: CategoryColumn | NumberColumn,
  { statistic = 'F' }: { readonly statistic?: ChisqStatistic } = {},
): ChisqTest {
  const table = tableOf(design, rows, columns);
  const free = (table.height - 1) * (table.width - 1);
  const units = unitsLessStrata(testedIn(design), () => true);
  const test =
    table.base.n === 0 || free < 1
      ? none
      : statistic === 'F' || statistic === 'Chisq'
        ? raoScott(design, table, { free, units, statistic })
        : wald(design, table, { free, units, statistic });
  const [value, ndf, ddf, p] = test.map(finite);
  return { statistic, value: value!, ndf: ndf!, ddf: ddf!, p: value === null ? null : p!, n: table.base.n };
}

interface Asked {
  /** (rows − 1) (columns − 1) */
  readonly free: number;
  /** primary units less strata */
  readonly units: number;
  readonly statistic: ChisqStatistic;
}

/** value, numerator's and denominator's degrees of freedom, p */
type Numbers = readonly [number, number, number, number];
const none: Numbers = [Number.NaN, Number.NaN, Number.NaN, Number.NaN];

function raoScott(design: SurveyDesign, table: Table, { free, units, statistic }: Asked): Numbers {
  const sample = respondents(testedIn(design));
  const { smooth, simple } = interactions(table);
  const effects = solve(
    simple.map((value) => value / sample),
    covariance(design, smooth),
    free,
  );
  const pearson = sample * pearsonOf(table);
  const sum = effects === null ? Number.NaN : spreadOf(trace(effects, free), free);
  if (statistic === 'Chisq')
    return [sum > 0 ? pearson : Number.NaN, free, Number.NaN, chiSquareUpperTail((pearson * free) / sum, free)];
  const ndf = effects === null ? Number.NaN : sum ** 2 / traceOfSquare(effects, free);
  return [pearson / sum, ndf, ndf * units, upperTail(pearson / sum, ndf, ndf * units)];
}

function wald(design: SurveyDesign, table: Table, { free, units, statistic }: Asked): Numbers {
  const { smooth, values } = departures(table);
  const solved = solve(covariance(design, smooth), values, free);
  const distance = solved === null ? Number.NaN : values.reduce((sum, value, k) => sum + value * solved[k]!, 0);
  const ddf = statistic === 'Wald' ? units : units - free + 1;
  const value = (distance / free) * (ddf / units);
  return [value, free, ddf, upperTail(value, free, ddf)];
}

/** Design effects that are rounding say that the design leaves the table no chance: then there is no test. */
const spreadOf = (sum: number, free: number): number => (sum > 1e-12 * free ? sum : Number.NaN);

/** NaN where there is no distribution. */
const upperTail = (f: number, ndf: number, ddf: number): number =>
  ndf > 0 && ddf > 0 && f < Number.POSITIVE_INFINITY ? fUpperTail(f, ndf, ddf) : Number.NaN;

/** Pearson's chi-square of a table of shares, of one respondent. */
const pearsonOf = ({ shares, width, rowShares, columnShares }: Table): number =>
  shares.reduce((sum, share, cell) => {
    const expected = rowShares[Math.floor(cell / width)]! * columnShares[cell % width]!;
    return sum + (share - expected) ** 2 / expected;
  }, 0);
