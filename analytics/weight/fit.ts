/** Iterative proportional fitting: the computation behind raking. */
import { Problem } from '../../problem.ts';
import { agreement, sum, sumByLevel, type Margin } from './margin.ts';

export interface RakeOptions {
  /** rounds after which raking gives up; by default 500 */
  readonly maxit?: number;
  /**
   * done when no cell changes by more than this in a round: a share of the sum of weights (before or after, whichever is
   * larger) if below 1, else a count, as in R. By default 1e-12, and margins hold to 1e-9.
   */
  readonly epsilon?: number;
}

export interface Fitted {
  /** the weight of each cell */
  readonly weights: Float64Array;
  readonly iterations: number;
  /** the largest |Σw − N| / N */
  readonly discrepancy: number;
}

/** Where a margin is missed by most. */
interface Miss {
  readonly margin: string;
  readonly level: string;
  readonly reached: number;
  readonly wanted: number;
  readonly discrepancy: number;
}

/**
 * Multiplies the cells by N / Σw, margin after margin, until all margins hold (Deming and Stephan 1940).
 * @param margins  with a code for each cell
 * @param base  the sum of the weights of each cell
 * @throws Problem raking_not_converging, which names the margin and the level that are furthest away
 */
export function fit(margins: readonly Margin[], base: Float64Array, options: RakeOptions = {}): Fitted {
  const { maxit = 500, epsilon = 1e-12 } = options;
  const total = Math.max(sum(base), ...margins.map(({ targets }) => sum(targets)));
  const step = epsilon < 1 ? epsilon * total : epsilon;
  let weights = base;
  for (let iterations = 1; iterations <= maxit; iterations += 1) {
    const next = margins.reduce((cells, margin) => scaled(margin, cells), weights);
    const moved = next.reduce((most, weight, cell) => Math.max(most, Math.abs(weight - (weights[cell] ?? 0))), 0);
    weights = next;
    if (!(moved <= step)) continue;
    const { discrepancy } = furthest(margins, weights);
    if (discrepancy <= Math.max(agreement, step / total)) return { weights, iterations, discrepancy };
  }
  throw new Problem('raking_not_converging', { ...furthest(margins, weights), iterations: maxit });
}

function scaled(margin: Margin, weights: Float64Array): Float64Array {
  const factors = sumByLevel(margin, weights).map((total, level) => (margin.targets[level] ?? 0) / total);
  return weights.map((weight, cell) => weight * (factors[margin.codes[cell] ?? -1] ?? 1));
}

/** The place where margins and weights differ most. */
export function furthest(margins: readonly Margin[], weights: Float64Array): Miss {
  const misses = margins.flatMap((margin) =>
    Array.from(sumByLevel(margin, weights), (reached, place): Miss => {
      const wanted = margin.targets[place] ?? 0;
      const discrepancy = Math.abs(reached - wanted) / wanted;
      return { margin: margin.name, level: margin.levels[place] ?? '', reached, wanted, discrepancy };
    }),
  );
  return misses.reduce((worst, one) => (one.discrepancy > worst.discrepancy ? one : worst));
}
