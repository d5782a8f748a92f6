/** The regression inside the area model, once the variance between areas is given. */
import { dot, inverse, times } from './positive-definite.ts';

/** `rows[area][term]`: the auxiliaries; `sampling`: variances of the direct estimates. */
export interface AreaModel {
  readonly names: readonly string[];
  readonly direct: readonly number[];
  readonly sampling: readonly number[];
  readonly rows: readonly (readonly number[])[];
}

export interface Fit {
  readonly beta: readonly number[];
  /** of beta: (X'V⁻¹X)⁻¹ */
  readonly covariance: readonly (readonly number[])[];
  /** y − Xβ */
  readonly residuals: readonly number[];
}

/**
 * Generalised least squares with V = diag(A + ψ_d).
 * @throws Problem collinear
 */
export function fitGeneralised({ names, direct, sampling, rows }: AreaModel, areaVariance: number): Fit {
  const weights = sampling.map((psi) => 1 / (areaVariance + psi));
  const sum = (value: (row: readonly number[], area: number) => number) =>
    rows.reduce((total, row, area) => total + (weights[area] ?? 0) * value(row, area), 0);
  const products = names.map((_, a) => names.map((__, b) => sum((row) => (row[a] ?? 0) * (row[b] ?? 0))));
  const covariance = inverse(products, names);
  const beta = times(
    covariance,
    names.map((_, a) => sum((row, area) => (row[a] ?? 0) * (direct[area] ?? 0))),
  );
  return { beta, covariance, residuals: rows.map((row, area) => (direct[area] ?? 0) - dot(row, beta)) };
}
