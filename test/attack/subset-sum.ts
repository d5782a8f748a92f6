/** Who answered yes, from one exact weighted sum: possible as soon as weights differ, and the reason none is published. */

/**
 * All sets of people whose weights add up to the sum, to within `tolerance`; by halves, so that 24 people take 2 × 4,096
 * steps and not 16 million.
 * @returns bitmasks; at most `most`
 */
export function subsetsOfSum(weights: readonly number[], sum: number, tolerance: number, most = 2): number[] {
  const half = weights.length >> 1;
  const low = sumsOf(weights.slice(0, half));
  const high = sumsOf(weights.slice(half)).toSorted((a, b) => a.sum - b.sum);
  const found: number[] = [];
  for (const one of low) {
    for (
      let place = firstAtLeast(high, sum - one.sum - tolerance);
      place < high.length && found.length < most;
      place += 1
    ) {
      const other = high[place];
      if (other === undefined || other.sum > sum - one.sum + tolerance) break;
      found.push(one.mask + other.mask * 2 ** half);
    }
  }
  return found;
}

interface Sum {
  readonly mask: number;
  readonly sum: number;
}

function sumsOf(weights: readonly number[]): Sum[] {
  return weights.reduce<Sum[]>(
    (sums, weight, place) => [
      ...sums,
      ...sums.map(({ mask, sum }) => ({ mask: mask + 2 ** place, sum: sum + weight })),
    ],
    [{ mask: 0, sum: 0 }],
  );
}

function firstAtLeast(sums: readonly Sum[], value: number): number {
  let [low, high] = [0, sums.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle]?.sum ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
