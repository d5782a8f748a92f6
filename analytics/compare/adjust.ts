/** Many comparisons at once. */

/**
 * Adjusts p values for the false discovery rate: of those at or under a rate, no more than that part is expected to be by
 * chance (Benjamini and Hochberg 1995, Journal of the Royal Statistical Society B 57, 289–300); `p.adjust(p, "BH")` of R.
 * @param values  in any order; each keeps its place
 */
export function adjusted(values: readonly number[]): number[] {
  const order = values.map((_, place) => place).sort((a, b) => values[b]! - values[a]!);
  const result = new Array<number>(values.length);
  let least = 1;
  order.forEach((place, fromLargest) => {
    const rank = values.length - fromLargest;
    least = Math.min(least, (values.length / rank) * values[place]!);
    result[place] = least;
  });
  return result;
}
