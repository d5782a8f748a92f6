/** What is called the p quantile of weighted values. */
import type { Base } from './base.ts';

export type QuantileRule = 'math' | 'hf7';

/** The quantile at any p from 0 to 1. */
export type Quantile = (p: number) => number;

/** Values of a base in ascending order; those that are equal stay in the order of the rows, as R has them. */
export function quantileOf(rule: QuantileRule, base: Base, values: Float64Array): Quantile {
  const order = Int32Array.from(values, (_, place) => place).sort((a, b) => values[a]! - values[b]! || a - b);
  const sorted = {
    values: Float64Array.from(order, (place) => values[place]!),
    weights: Float64Array.from(order, (place) => base.weights[place]!),
    frequencies: Float64Array.from(order, (place) => base.frequencies[place]!),
  };
  return rule === 'math' ? smallestReaching(sorted) : interpolated(sorted);
}

type Sorted = Pick<Base, 'weights' | 'frequencies'> & { readonly values: Float64Array };

/**
 * The smallest value at which the cumulated share of the weights reaches p: the inverse of the distribution function. A
 * share that falls short by the last digits of doubles has reached it.
 */
function smallestReaching({ values, weights, frequencies }: Sorted): Quantile {
  const reached = cumulated(weights.map((weight, place) => weight * frequencies[place]!));
  const all = reached.at(-1) ?? 0;
  return (p) => values[firstAt(reached, (p - 1e-13) * all)] ?? values.at(-1) ?? Number.NaN;
}

/**
 * Hyndman and Fan's type 7 (1996, American Statistician 50, 361–365) with weights: straight lines between points whose
 * height is the share of the weights before them. A row of many respondents is a point for the first and one for the last.
 */
function interpolated({ values, weights, frequencies }: Sorted): Quantile {
  const before = cumulated(weights.map((weight, place) => weight * frequencies[place]!));
  const last = values.length - 1;
  const scale = before[last]! - weights[last]!;
  const heights = new Float64Array(2 * values.length);
  values.forEach((_, place) => {
    heights[2 * place] = (before[place - 1] ?? 0) / scale;
    heights[2 * place + 1] = place === last ? 1 : (before[place]! - weights[place]!) / scale;
  });
  if (!(scale > 0)) return () => values[last] ?? Number.NaN;
  return (p) => between(heights, (place) => values[place >> 1]!, p);
}

function between(heights: Float64Array, valueAt: (place: number) => number, p: number): number {
  const above = firstAt(heights, p);
  if (above === 0 || heights[above] === p) return valueAt(above);
  if (above === heights.length) return valueAt(above - 1);
  const [low, high] = [valueAt(above - 1), valueAt(above)];
  return low + (high - low) * ((p - heights[above - 1]!) / (heights[above]! - heights[above - 1]!));
}

/** The first place whose height is at least `goal`. */
function firstAt(heights: Float64Array, goal: number): number {
  let [low, high] = [0, heights.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (heights[middle]! >= goal) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Running sums that keep what doubles round away. */
function cumulated(values: Float64Array): Float64Array {
  let [all, lost] = [0, 0];
  return values.map((value) => {
    const next = all + value;
    lost += Math.abs(all) >= value ? all - next + value : value - next + all;
    all = next;
    return all + lost;
  });
}
