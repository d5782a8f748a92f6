/** The calibration equations where they are not linear. */
import { combined, inner, type Basis } from './basis.ts';
import type { CalibrationFunction } from './calibration-function.ts';
import { solve } from '../estimate/positive-definite.ts';

export interface Solved {
  /** the factor of each row's weight */
  readonly factors: Float64Array;
  readonly iterations: number;
  /** whether the totals are met */
  readonly met: boolean;
}

/** Where a step is judged: q'η, and what is missing to the totals. */
interface State {
  readonly eta: readonly number[];
  readonly linear: Float64Array;
  readonly misses: readonly number[];
  readonly size: number;
}

interface Equations extends CalibrationFunction {
  readonly basis: Basis;
  /** weights before, times frequencies */
  readonly metric: Float64Array;
}

/**
 * Newton's method for Σ metric F(q'η) q = t (Deville and Särndal 1992, section 2); a step that misses by more is halved.
 * Once the totals are met to `epsilon` it takes one more step, whose error is the square of the last one's.
 */
export function newton(equations: Equations, { maxit, epsilon }: { maxit: number; epsilon: number }): Solved {
  const { totals } = equations.basis;
  const enough = epsilon * (1 + Math.hypot(...totals));
  let state = stateAt(
    equations,
    totals.map(() => 0),
  );
  for (let iterations = 1; iterations <= maxit; iterations += 1) {
    const met = state.size <= enough;
    const next = better(equations, state);
    state = next ?? state;
    if (met || next === null) return { factors: state.linear.map(equations.factor), iterations, met };
  }
  return { factors: state.linear.map(equations.factor), iterations: maxit, met: state.size <= enough };
}

function stateAt({ basis, metric, factor }: Equations, eta: readonly number[]): State {
  const linear = combined(basis, eta, metric.length);
  const factors = linear.map(factor);
  const misses = basis.vectors.map((vector, place) => (basis.totals[place] ?? 0) - inner(vector, factors, metric));
  return { eta, linear, misses, size: Math.hypot(...misses) };
}

/** Null where no step, however short, misses by less. */
function better(equations: Equations, state: State): State | null {
  const { basis, metric, slope } = equations;
  const slopes = state.linear.map((u, row) => slope(u) * (metric[row] ?? 0));
  const curvature = basis.vectors.map((a) => basis.vectors.map((b) => inner(a, b, slopes)));
  const step = solve(curvature, state.misses);
  if (step === null) return null;
  for (let share = 1; share > 1e-6; share /= 2) {
    const next = stateAt(
      equations,
      state.eta.map((value, place) => value + share * (step[place] ?? 0)),
    );
    if (next.size < state.size) return next;
  }
  return null;
}
