/** The respondents an estimate rests on. */
import { Problem } from '../../problem.ts';
import { sameLength, type NumberColumn } from './column.ts';
import { rowsOf, type SurveyDesign } from './design.ts';

/** Those of the domain who have a weight and a known value in every column of the estimate; one place a row. */
export interface Base {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
  readonly frequencies: Float64Array;
  /** weight times frequency: how many of the population a row stands for */
  readonly masses: Float64Array;
  /** respondents */
  readonly n: number;
  /** the sum of their weights */
  readonly size: number;
}

/** @param known  whether a row has its values */
export function baseOf(design: SurveyDesign, known: (row: number) => boolean): Base {
  const rows = rowsOf(design).filter((row) => design.weights[row]! > 0 && design.frequencies[row]! > 0 && known(row));
  const [weights, frequencies] = [at(design.weights, rows), at(design.frequencies, rows)];
  const masses = product(weights, frequencies);
  return { rows, weights, frequencies, masses, n: sum(frequencies), size: sum(masses) };
}

/**
 * The base of an estimate from columns of numbers, and their values in it.
 * @throws Problem columns_differ; value_not_allowed when a number is infinite
 */
export function measured(
  design: SurveyDesign,
  columns: Readonly<Record<string, NumberColumn>>,
): { base: Base; values: Float64Array[] } {
  const given = Object.entries(columns);
  given.forEach(([name, column]) => sameLength(name, column.length, design.size));
  const base = baseOf(design, (row) => given.every(([, column]) => isKnown(column[row])));
  const values = given.map(([name, column]) => finiteAt(name, column, base.rows));
  return { base, values };
}

/** Weight times value, a place each: of one respondent, not of all whom the row stands for. */
export const weighted = ({ weights }: Base, values: Float64Array): Float64Array => product(weights, values);

/** The estimated total of values: each respondent counts with the weight. */
export const total = ({ masses }: Base, values: Float64Array): number => sumOfProducts(masses, values);

/** The estimated size of the groups of a base. */
export function totalsByCode({ masses }: Base, codes: Int32Array, count: number): Float64Array {
  const [all, lost] = [new Float64Array(count), new Float64Array(count)];
  for (let place = 0; place < codes.length; place += 1) {
    const [code, value] = [codes[place]!, masses[place]!];
    const next = all[code]! + value;
    lost[code]! += all[code]! >= value ? all[code]! - next + value : value - next + all[code]!;
    all[code] = next;
  }
  return all.map((value, code) => value + lost[code]!);
}

/** A column of 0 and 1. */
export function flags(size: number, holds: (place: number) => boolean): Float64Array {
  const result = new Float64Array(size);
  for (let place = 0; place < size; place += 1) result[place] = holds(place) ? 1 : 0;
  return result;
}

/** Whether there is a number. */
export const isKnown = (value: number | null | undefined): boolean =>
  value !== null && value !== undefined && !Number.isNaN(value);

function finiteAt(column: string, values: NumberColumn, rows: Int32Array): Float64Array {
  const result = new Float64Array(rows.length);
  rows.forEach((row, place) => {
    const value = Number(values[row]);
    if (!Number.isFinite(value))
      throw new Problem('value_not_allowed', { column, row, value: String(value), needed: '≠ ∞' });
    result[place] = value;
  });
  return result;
}

function at(values: Float64Array, rows: Int32Array): Float64Array {
  const result = new Float64Array(rows.length);
  for (let place = 0; place < rows.length; place += 1) result[place] = values[rows[place]!]!;
  return result;
}

function product(a: Float64Array, b: Float64Array): Float64Array {
  const result = new Float64Array(a.length);
  for (let place = 0; place < a.length; place += 1) result[place] = a[place]! * b[place]!;
  return result;
}

const sum = (values: Float64Array) => sumOfProducts(values, null);

/** Keeps what a sum of doubles would round away (Neumaier 1974), so that it depends on no order of the rows. */
function sumOfProducts(a: Float64Array, b: Float64Array | null): number {
  let all = 0;
  let lost = 0;
  for (let place = 0; place < a.length; place += 1) {
    const value = b === null ? a[place]! : a[place]! * b[place]!;
    const next = all + value;
    lost += Math.abs(all) >= Math.abs(value) ? all - next + value : value - next + all;
    all = next;
  }
  return all + lost;
}
