/** What a calibration is held against: categories with counts, numbers with a total. */
import { Problem } from '../../problem.ts';
import { isFactor, numbers, type NumberColumn } from '../estimate/column.ts';
import type { Auxiliary } from './basis.ts';
import {
  readMargin,
  refuseDisagreement,
  sameNames,
  weightOf,
  type Categories,
  type Population,
  type Rows,
} from './margin.ts';

/** One number: the total of a numeric column. One for each category: how many there are. */
export type Total = number | Population;

/**
 * The columns of the model: one for each category, one for each number.
 * @throws Problem as `readMargins`; value_not_allowed, of a number that is missing or a total that is none
 */
export function readAuxiliaries(
  columns: Readonly<Record<string, Categories>>,
  totals: Readonly<Record<string, Total>>,
  rows: Rows,
): Auxiliary[] {
  sameNames(Object.keys(columns), Object.keys(totals));
  const entries = Object.entries(columns).map(([name, column]) => ({
    name,
    column,
    total: totals[name] ?? Number.NaN,
  }));
  const margins = entries.flatMap(({ name, column, total }) =>
    typeof total === 'number' ? [] : [readMargin(name, column, total, rows)],
  );
  refuseDisagreement(margins);
  const indicators = margins.flatMap(({ name, levels, targets, codes }) =>
    levels.map((level, place) => ({
      name: `${name}.${level}`,
      values: Float64Array.from(codes, (code) => Number(code === place)),
      total: targets[place] ?? 0,
    })),
  );
  const numeric = entries.flatMap(({ name, column, total }) =>
    typeof total === 'number' ? [readNumber(name, column, total, rows)] : [],
  );
  return [...indicators, ...numeric];
}

function readNumber(name: string, column: Categories, total: number, rows: Rows): Auxiliary {
  if (!Number.isFinite(total))
    throw new Problem('margin_count_not_allowed', { margin: name, level: name, value: String(total) });
  if (isFactor(column)) throw new Problem('total_needs_numbers', { variable: name });
  const values = numbers(name, numeric(name, column), rows.size);
  const row = values.findIndex((value, one) => weightOf(rows, one) > 0 && !Number.isFinite(value));
  if (row >= 0)
    throw new Problem('value_not_allowed', { column: name, row, value: String(column[row]), needed: '≠ null' });
  return { name, values: values.map((value, one) => (weightOf(rows, one) > 0 ? value : 0)), total };
}

/** @throws Problem total_needs_numbers */
function numeric(variable: string, column: ArrayLike<string | number | null>): NumberColumn {
  return Array.from(column, (value: string | number | null) => {
    if (typeof value === 'string') throw new Problem('total_needs_numbers', { variable });
    return value;
  });
}
