/** Means and quantiles of released category counts, where single values are never at hand. */
import { Problem } from '../../problem.ts';

/**
 * Mean of the values of categories: Σ count × value / Σ count.
 * @param values  of the categories, in their own unit
 * @returns null when nobody is counted
 * @throws Problem columns_differ
 * @example meanOfCounts([2, 3, 5], [1, 2, 3])  // 2.3
 */
export function meanOfCounts(counts: ArrayLike<number>, values: ArrayLike<number>): number | null {
  refuseOther('values', values, counts.length);
  const whole = sum(counts);
  return whole === 0 ? null : Array.from(counts).reduce((so, count, at) => so + count * values[at]!, 0) / whole;
}

/**
 * Quantile of ordered categories, interpolated: respondents of a category are spread evenly between its bounds, so that
 * the quantile is lower + (p n − F) / f × (upper − lower) in the category where p n is reached (F respondents below, f in
 * it). Exact for categories without spread only up to half their distance.
 * @param bounds  one more than categories, rising: [16, 30, 45, 65] for three age classes; see `boundsBetween` for scales
 * @param p  from 0 to 1; 0.5 is the median
 * @returns null when nobody is counted
 * @throws Problem columns_differ; value_not_allowed
 * @example quantileOfCounts([10, 20, 10], [16, 30, 45, 65], 0.5)  // 37.5
 */
export function quantileOfCounts(counts: ArrayLike<number>, bounds: ArrayLike<number>, p: number): number | null {
  refuseOther('bounds', bounds, counts.length + 1);
  if (!(p >= 0 && p <= 1))
    throw new Problem('value_not_allowed', { column: 'p', row: 0, value: String(p), needed: '0–1' });
  const whole = sum(counts);
  if (whole === 0) return null;
  let below = 0;
  const at = Array.from(counts).findIndex((count) => {
    if (count > 0 && below + count >= p * whole) return true;
    below += count;
    return false;
  });
  const [lower, upper] = [bounds[at]!, bounds[at + 1]!];
  return lower + ((p * whole - below) / counts[at]!) * (upper - lower);
}

/**
 * Bounds of a scale: half-way between neighbours, and as far beyond the first and the last.
 * @example boundsBetween([1, 2, 3, 4])  // [0.5, 1.5, 2.5, 3.5, 4.5]
 */
export function boundsBetween(values: readonly number[]): number[] {
  const middles = values.slice(1).map((value, at) => (value + values[at]!) / 2);
  const [first, last] = [values[0] ?? 0, values.at(-1) ?? 0];
  return [2 * first - (middles[0] ?? first + 0.5), ...middles, 2 * last - (middles.at(-1) ?? last - 0.5)];
}

function sum(counts: ArrayLike<number>): number {
  return Array.from(counts).reduce((so, count) => so + count, 0);
}

function refuseOther(column: string, values: ArrayLike<number>, expected: number): void {
  if (values.length !== expected) throw new Problem('columns_differ', { column, found: values.length, expected });
}
