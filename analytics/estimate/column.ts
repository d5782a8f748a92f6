/** Columns as they come from a table: one value a row. */
import { Problem } from '../../problem.ts';

/** Numbers; null and NaN are missing. */
export type NumberColumn = ArrayLike<number | null>;

/** Categories as they are called; null is missing. */
export type CategoryColumn = ArrayLike<string | null>;

/** A column of categories as numbers: `levels[codes[row]]`, −1 where it is missing. */
export interface Factor {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/**
 * Numbers the categories of a column, in the order of their names (or of `levels`, where it is given).
 * @throws Problem value_not_allowed when a value is none of `levels`
 */
export function factor(column: ArrayLike<string | number | null>, levels?: readonly string[]): Factor {
  const names = Array.from(column, nameOf);
  const known = levels ?? [...new Set(names.filter((name) => name !== null))].toSorted(byNumberOrName);
  const places = new Map(known.map((name, place) => [name, place]));
  const codes = Int32Array.from(names, (name) => (name === null ? -1 : (places.get(name) ?? -2)));
  const row = codes.indexOf(-2);
  if (row >= 0)
    throw new Problem('value_not_allowed', {
      column: 'category',
      row,
      value: names[row] ?? '',
      needed: known.join(', '),
    });
  return { levels: known, codes };
}

/**
 * Several factors as one: a level for each combination that occurs, named by its parts joined with `.`; missing where any
 * of them is.
 */
export function interaction(factors: readonly Factor[]): Factor {
  const [first] = factors;
  if (first === undefined || factors.length === 1) return first ?? { levels: [], codes: new Int32Array(0) };
  const names = Array.from(first.codes, (_, row) => {
    const parts = factors.map(({ levels, codes }) => levels[codes[row] ?? -1]);
    return parts.includes(undefined) ? null : parts.join('.');
  });
  const present = new Set(names);
  return factor(
    names,
    combinations(factors).filter((name) => present.has(name)),
  );
}

/**
 * A column as numbers; NaN where it is missing.
 * @throws Problem columns_differ
 */
export function numbers(name: string, column: NumberColumn, size: number): Float64Array {
  sameLength(name, column, size);
  return Float64Array.from(column, (value) => value ?? Number.NaN);
}

/** @throws Problem columns_differ */
export function sameLength(name: string, column: ArrayLike<unknown>, size: number): void {
  if (column.length !== size)
    throw new Problem('columns_differ', { column: name, found: column.length, expected: size });
}

/** The first factor runs fastest, as R's `interaction` has it. */
function combinations(factors: readonly Factor[]): string[] {
  return factors
    .toReversed()
    .reduce<string[]>(
      (tails, { levels }) =>
        tails.length === 0 ? [...levels] : tails.flatMap((tail) => levels.map((level) => `${level}.${tail}`)),
      [],
    );
}

const nameOf = (value: string | number | null) =>
  value === null || (typeof value === 'number' && Number.isNaN(value)) ? null : String(value);

function byNumberOrName(a: string, b: string): number {
  const difference = Number(a) - Number(b);
  if (!Number.isNaN(difference)) return difference;
  return a < b ? -1 : a > b ? 1 : 0;
}
