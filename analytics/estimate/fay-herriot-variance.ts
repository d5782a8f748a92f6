/** The variance between areas: the A of the area model at which its estimating equation is zero. */
import { Problem } from '../../problem.ts';
import { fitGeneralised, type AreaModel } from './fay-herriot-fit.ts';
import { dot, times } from './positive-definite.ts';

export type VarianceMethod = 'REML' | 'ML' | 'FH';

/**
 * A ≥ 0. The equation is brought to zero by halving an interval, which cannot run away as Fisher's scoring can; where
 * the likelihood has several peaks, the highest is taken.
 * @throws Problem collinear, not_converged
 */
export function varianceBetween(model: AreaModel, method: VarianceMethod): number {
  const equation = (A: number) => equations[method](model, A);
  const grid = gridOf(model);
  const peaks = grid.flatMap((high, place) => {
    const low = grid[place - 1];
    return low !== undefined && equation(low) > 0 && equation(high) <= 0 ? [halved(equation, low, high)] : [];
  });
  if (equation(grid.at(-1) ?? 0) > 0)
    throw new Problem('not_converged', { what: 'A', left: equation(grid.at(-1) ?? 0) });
  const candidates = equation(0) <= 0 ? [0, ...peaks] : peaks;
  if (method === 'FH' || candidates.length === 1) return candidates[0] ?? 0;
  const height = (A: number) => logLikelihood(model, A, method === 'REML');
  return candidates.reduce((best, A) => (height(A) > height(best) ? A : best));
}

type Equation = (model: AreaModel, A: number) => number;

/** Derivative of the log-likelihood, or the moment that is expected to be zero; falls through zero at the estimate. */
const equations: Readonly<Record<VarianceMethod, Equation>> = {
  ML: (model, A) => {
    const { residuals } = fitGeneralised(model, A);
    return sum(model, A, (w, area) => (w * (residuals[area] ?? 0)) ** 2 - w) / 2;
  },
  REML: (model, A) => {
    const { residuals, covariance } = fitGeneralised(model, A);
    return (
      sum(model, A, (w, area) => {
        const row = model.rows[area] ?? [];
        return (w * (residuals[area] ?? 0)) ** 2 - w + w * w * dot(row, times(covariance, row));
      }) / 2
    );
  },
  FH: (model, A) => {
    const { residuals } = fitGeneralised(model, A);
    return sum(model, A, (w, area) => w * (residuals[area] ?? 0) ** 2) - (model.direct.length - model.names.length);
  },
};

function logLikelihood(model: AreaModel, A: number, restricted: boolean): number {
  const { residuals, covariance } = fitGeneralised(model, A);
  const fitted = sum(model, A, (w, area) => Math.log(w) - w * (residuals[area] ?? 0) ** 2) / 2;
  return restricted ? fitted + logDeterminant(covariance) / 2 : fitted;
}

function sum({ sampling }: AreaModel, A: number, term: (weight: number, area: number) => number): number {
  return sampling.reduce((total, psi, area) => total + term(1 / (A + psi), area), 0);
}

/** From 0 to far above the spread of the direct estimates, fine where sampling variances are small. */
function gridOf({ direct, sampling }: AreaModel): number[] {
  const mean = direct.reduce((total, value) => total + value, 0) / direct.length;
  const top = 10 * direct.reduce((total, value) => total + (value - mean) ** 2, 0) + Math.max(...sampling);
  const bottom = Math.min(...sampling) / 1000;
  const steps = 60;
  return [0, ...Array.from({ length: steps + 1 }, (_, step) => bottom * (top / bottom) ** (step / steps))];
}

function halved(equation: (A: number) => number, below: number, above: number): number {
  let [low, high] = [below, above];
  for (let step = 0; step < 200 && high - low > 1e-15 * high; step += 1) {
    const middle = (low + high) / 2;
    if (equation(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** log |matrix| of a symmetric positive definite matrix, by elimination. */
function logDeterminant(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  return rows.reduce((total, row, place) => {
    const pivot = row[place] ?? 1;
    rows.slice(place + 1).forEach((other) => {
      const factor = (other[place] ?? 0) / pivot;
      row.forEach((value, column) => (other[column] = (other[column] ?? 0) - factor * value));
    });
    return total + Math.log(pivot);
  }, 0);
}
