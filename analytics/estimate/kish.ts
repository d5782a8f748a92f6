/** What unequal weights cost. */
import { Problem } from '../../problem.ts';
import { numbers, type NumberColumn } from './column.ts';
import { finite } from './estimate.ts';

export interface KishEffect {
  /** respondents with a weight */
  readonly n: number;
  /** the sum of the weights */
  readonly sum: number | null;
  /** how many times larger the variance of a mean is than with equal weights: n Σw² / (Σw)² */
  readonly deff: number | null;
  /** (Σw)² / Σw² */
  readonly nEff: number | null;
  /** relative spread of the weights: √(deff − 1) */
  readonly cv: number | null;
}

/**
 * The design effect of unequal weights, where they have nothing to do with what is measured (Kish 1965, Survey Sampling,
 * section 11.7). Weights of 0 and missing weights stand for nobody.
 * @param frequencies  how many respondents have each weight; 1 by default
 * @example kishDeff(weights).nEff
 * @throws Problem value_not_allowed when a weight is negative or infinite; columns_differ
 */
export function kishDeff(weights: NumberColumn, frequencies?: NumberColumn): KishEffect {
  const given = numbers('weights', weights, weights.length);
  const times = frequencies ? numbers('frequencies', frequencies, weights.length) : given.map(() => 1);
  given.forEach((weight, row) => refuseBelowZero('weights', weight, row));
  times.forEach((count, row) => refuseBelowZero('frequencies', count, row));
  return effectOf(given, times);
}

/** Squares are of the weights over the largest, which no double is too small or too large for. */
function effectOf(weights: Float64Array, times: Float64Array): KishEffect {
  const inside = weights.map((weight, row) => (weight > 0 && times[row]! > 0 ? weight : 0));
  const largest = inside.reduce((most, weight) => Math.max(most, weight), 0);
  let [n, sum, squares] = [0, 0, 0];
  inside.forEach((weight, row) => {
    if (weight === 0) return;
    [n, sum] = [n + times[row]!, sum + times[row]! * (weight / largest)];
    squares += times[row]! * (weight / largest) ** 2;
  });
  const all = n === 0 ? 0 : finite(sum * largest);
  const deff = finite((n * squares) / sum ** 2);
  if (deff === null) return { n, sum: all, deff, nEff: null, cv: null };
  return { n, sum: all, deff, nEff: n / deff, cv: Math.sqrt(Math.max(0, deff - 1)) };
}

function refuseBelowZero(column: string, value: number, row: number): void {
  if (value < 0 || value === Number.POSITIVE_INFINITY)
    throw new Problem('value_not_allowed', { column, row, value: String(value), needed: '≥ 0' });
}
