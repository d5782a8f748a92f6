/** Columns as they come from a table: one value a row. */
import { Problem } from '../../problem.ts';

/** Numbers; null and NaN are missing. */
export type NumberColumn = ArrayLike<number | null>;

/** Categories as they are called; null is missing. A `Factor` saves the numbering when a column is used often. */
export type CategoryColumn = ArrayLike<string | null> | Factor;

/** What can be told apart by its values, whatever they are. */
export type AnyColumn = CategoryColumn | NumberColumn | ArrayLike<string | number | null>;

/** A column of categories as numbers: `levels[codes[row]]`, −1 where it is missing. */
export interface Factor {
  readonly levels: readonly string[];
  readonly codes: Int32Array;
}

/**
 * Numbers the categories of a column, in the order of their names (or of `levels`, where it is given).
 * @throws Problem value_not_allowed when a value is none of `levels`
 */
export function factor(column: AnyColumn, levels?: readonly string[]): Factor {
  if (isFactor(column)) return levels === undefined ? column : factor(namesOf(column), levels);
  if (levels === undefined) return inOrder(asTheyCome(column, new Map()));
  return asTheyCome(column, new Map(levels.map((name, place) => [name, place])), levels);
}

/** Numbers the categories as they are met; with `known`, no others may be. */
function asTheyCome(
  column: ArrayLike<string | number | null>,
  places: Map<string, number>,
  known?: readonly string[],
): Factor {
  const codes = new Int32Array(column.length);
  for (let row = 0; row < codes.length; row += 1) {
    const name = nameOf(column[row]);
    const place = name === null ? -1 : places.get(name);
    if (place === undefined && known !== undefined) notAmong(known, row, name!);
    if (place === undefined) places.set(name!, places.size);
    codes[row] = place ?? places.size - 1;
  }
  return { levels: [...places.keys()], codes };
}

function inOrder({ levels, codes }: Factor): Factor {
  const sorted = levels.toSorted(byNumberOrName);
  const places = new Map(sorted.map((name, place) => [name, place]));
  const place = Int32Array.from(levels, (name) => places.get(name)!);
  return { levels: sorted, codes: codes.map((code) => (code < 0 ? -1 : place[code]!)) };
}

/** One level for every row. */
export const constant = (level: string, size: number): Factor => ({ levels: [level], codes: new Int32Array(size) });

export const isFactor = (column: AnyColumn): column is Factor => 'codes' in column;

/** How many rows a column has. */
export const lengthOf = (column: CategoryColumn | NumberColumn): number =>
  isFactor(column) ? column.codes.length : column.length;

/**
 * Several factors as one: a level for each combination that occurs, named by its parts joined with `.`; missing where any
 * of them is. The first factor runs fastest, as R's `interaction` has it.
 */
export function interaction(factors: readonly Factor[]): Factor {
  const [first] = factors;
  if (first === undefined || factors.length === 1) return first ?? { levels: [], codes: new Int32Array(0) };
  const combined = Float64Array.from(first.codes);
  let width = first.levels.length;
  for (const { levels, codes } of factors.slice(1)) {
    codes.forEach((code, row) => {
      combined[row] = code < 0 || combined[row]! < 0 ? -1 : combined[row]! + width * code;
    });
    width *= levels.length;
  }
  const present = Float64Array.from(new Set(combined))
    .filter((one) => one >= 0)
    .toSorted();
  const places = new Map(Array.from(present, (one, place) => [one, place]));
  const codes = Int32Array.from({ length: combined.length }, (_, row) => places.get(combined[row]!) ?? -1);
  return { levels: Array.from(present, (one) => combinedName(factors, one)), codes };
}

/** The level of each factor in one of their combinations. */
function combinedName(factors: readonly Factor[], combination: number): string {
  const parts: string[] = [];
  let rest = combination;
  for (const { levels } of factors) {
    parts.push(levels[rest % levels.length]!);
    rest = Math.floor(rest / levels.length);
  }
  return parts.join('.');
}

/**
 * A column as numbers; NaN where it is missing.
 * @throws Problem columns_differ
 */
export function numbers(name: string, column: NumberColumn, size: number): Float64Array {
  sameLength(name, column.length, size);
  const result = new Float64Array(size);
  for (let row = 0; row < size; row += 1) result[row] = column[row] ?? Number.NaN;
  return result;
}

/** @throws Problem columns_differ */
export function sameLength(name: string, found: number, size: number): void {
  if (found !== size) throw new Problem('columns_differ', { column: name, found, expected: size });
}

function notAmong(known: readonly string[], row: number, value: string): never {
  throw new Problem('value_not_allowed', { column: 'category', row, value, needed: known.join(', ') });
}

const namesOf = ({ levels, codes }: Factor) => Array.from(codes, (code) => levels[code] ?? null);

function nameOf(value: string | number | null | undefined): string | null {
  if (typeof value === 'string') return value;
  return value === null || value === undefined || Number.isNaN(value) ? null : String(value);
}

/** Numbers before names, so that the order is one for any mixture. */
function byNumberOrName(a: string, b: string): number {
  const [first, second] = [numberIn(a), numberIn(b)];
  if (first !== null && second !== null && first !== second) return first < second ? -1 : 1;
  if ((first === null) !== (second === null)) return first === null ? 1 : -1;
  return a < b ? -1 : a > b ? 1 : 0;
}

function numberIn(name: string): number | null {
  const value = name.trim() === '' ? Number.NaN : Number(name);
  return Number.isNaN(value) ? null : value;
}
