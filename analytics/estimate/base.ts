/** The respondents an estimate rests on. */
import { Problem } from '../../problem.ts';
import { sameLength, type NumberColumn } from './column.ts';
import { rowsOf, type SurveyDesign } from './design.ts';

/** Those of the domain who have a weight and a known value in every column of the estimate; one place a row. */
export interface Base {
  readonly rows: Int32Array;
  readonly weights: Float64Array;
  readonly frequencies: Float64Array;
  /** respondents */
  readonly n: number;
  /** the sum of their weights */
  readonly size: number;
}

/** @param known  whether a row has its values */
export function baseOf(design: SurveyDesign, known: (row: number) => boolean): Base {
  const rows = rowsOf(design).filter((row) => design.weights[row]! > 0 && design.frequencies[row]! > 0 && known(row));
  const weights = at(design.weights, rows);
  const frequencies = at(design.frequencies, rows);
  return { rows, weights, frequencies, n: sum(frequencies), size: sumOfProducts(weights, frequencies) };
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
export const weighted = ({ weights }: Base, values: Float64Array): Float64Array =>
  values.map((value, place) => value * weights[place]!);

/** The estimated total: each respondent counts with the weight. */
export const total = ({ frequencies }: Base, weightedValues: Float64Array): number =>
  sumOfProducts(weightedValues, frequencies);

/** A column of 0 and 1. */
export const flags = (size: number, holds: (place: number) => boolean): Float64Array =>
  Float64Array.from({ length: size }, (_, place) => Number(holds(place)));

const isKnown = (value: number | null | undefined) => value !== null && value !== undefined && !Number.isNaN(value);

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

const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);

/** Keeps what a sum of doubles would round away (Neumaier 1974), so that it depends on no order of the rows. */
export function sumOfProducts(a: Float64Array, b: Float64Array): number {
  let all = 0;
  let lost = 0;
  for (let place = 0; place < a.length; place += 1) {
    const value = a[place]! * b[place]!;
    const next = all + value;
    lost += Math.abs(all) >= Math.abs(value) ? all - next + value : value - next + all;
    all = next;
  }
  return all + lost;
}
