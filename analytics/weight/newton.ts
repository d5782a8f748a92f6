/** The calibration equations where they are not linear. */
import { combined, inner, type Basis } from './basis.ts';
import type { CalibrationFunction } from './calibration-function.ts';
import { solve } from './solve.ts';

export interface Solved {
  /** the factor of each row's weight */
  readonly factors: Float64Array;
  readonly iterations: number;
  /** whether the totals are met */
  readonly met: boolean;
}

/** Where a step is judged: factors at η, and what is missing to the totals. */
interface State {
  readonly eta: readonly number[];
  readonly linear: Float64Array;
  readonly misses: readonly number[];
  readonly size: number;
}

/**
 * Newton's method for Σ metric F(q'η) q = t (Deville and Särndal 1992, section 2); a step that misses by more is halved.
 * @param metric  weights before, times frequencies
 */
export function newton(
  basis: Basis,
  metric: Float64Array,
  { factor, slope }: CalibrationFunction,
  { maxit, epsilon }: { readonly maxit: number; readonly epsilon: number },
): Solved {
  const at = (eta: readonly number[]): State => {
    const linear = combined(basis, eta, metric.length);
    const weights = linear.map((u, row) => factor(u) * (metric[row] ?? 0));
    const misses = basis.vectors.map((vector, place) => (basis.totals[place] ?? 0) - dot(vector, weights));
    return { eta, linear, misses, size: Math.hypot(...misses) };
  };
  const enough = epsilon * (1 + Math.hypot(...basis.totals));
  let state = at(basis.vectors.map(() => 0));
  for (let iterations = 1; iterations <= maxit; iterations += 1) {
    const slopes = state.linear.map((u, row) => slope(u) * (metric[row] ?? 0));
    const step = solve(
      basis.vectors.map((a) => basis.vectors.map((b) => inner(a, b, slopes))),
      state.misses,
    );
    if (step === null) return { factors: state.linear.map(factor), iterations, met: false };
    const next = shortened(state, step, at);
    // one more step after the totals are met: its error is the square of the last one's
    const met = state.size <= enough;
    if (next.size < state.size) state = next;
    if (met) return { factors: state.linear.map(factor), iterations, met };
  }
  return { factors: state.linear.map(factor), iterations: maxit, met: state.size <= enough };
}

function shortened(state: State, step: readonly number[], at: (eta: readonly number[]) => State): State {
  let share = 1;
  let next = at(moved(state.eta, step, share));
  while (!(next.size < state.size) && share > 1e-6) {
    share /= 2;
    next = at(moved(state.eta, step, share));
  }
  return next;
}

const moved = (eta: readonly number[], step: readonly number[], share: number): number[] =>
  eta.map((value, place) => value + share * (step[place] ?? 0));

const dot = (a: Float64Array, b: Float64Array): number =>
  a.reduce((total, value, row) => total + value * (b[row] ?? 0), 0);
