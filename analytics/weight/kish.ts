/** What unequal weights cost. */
import type { Rows } from './margin.ts';

/**
 * Kish's design effect of unequal weights, n Σw² / (Σw)²: how many times the variance of a mean grows by weights that have
 * nothing to do with the answers (Kish 1965, Survey Sampling, section 11.7). 1 for equal weights; NaN without anybody.
 */
export function weightingEffect({ weights, frequencies }: Rows): number {
  let [n, first, second] = [0, 0, 0];
  weights.forEach((weight, row) => {
    const frequency = weight === 0 ? 0 : (frequencies[row] ?? 0);
    n += frequency;
    first += frequency * weight;
    second += frequency * weight * weight;
  });
  return (n * second) / (first * first);
}
