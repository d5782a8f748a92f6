/**
 * Estimates for small areas that borrow strength from what is known of each area: model-based, and to be labelled so.
 *
 * y_d = x_d'β + u_d + e_d, with u_d of variance A between areas and e_d of the known sampling variance ψ_d
 * (Fay and Herriot 1979, JASA 74, 269–277; Rao and Molina 2015, Small Area Estimation, 2nd ed., ch. 6).
 */
import { Problem } from '../../problem.ts';
import { numbers, type NumberColumn } from './column.ts';
import { fitGeneralised, type AreaModel, type Fit } from './fay-herriot-fit.ts';
import { varianceBetween, type VarianceMethod } from './fay-herriot-variance.ts';
import { dot, times } from './positive-definite.ts';

/** One value an area in every column. */
export interface FayHerriotColumns {
  /** direct estimates; null for an area without a sample */
  readonly estimates: NumberColumn;
  /** their sampling variances (not standard errors); null where there is no estimate */
  readonly variances: NumberColumn;
  /** what is known of each area, by name; the constant is added by itself */
  readonly auxiliaries?: Readonly<Record<string, NumberColumn>>;
}

export interface FayHerriotOptions {
  /** how A is estimated: `REML` (default), `ML`, or `FH`, Fay and Herriot's moments */
  readonly method?: VarianceMethod;
  /** false leaves the constant out */
  readonly intercept?: boolean;
}

/** One area: `estimate` = γ · direct + (1 − γ) · synthetic. */
export interface AreaEstimate {
  readonly estimate: number;
  /** mean squared error, second-order right (Prasad and Rao 1990; Datta and Lahiri 2000; Datta, Rao and Smith 2005) */
  readonly mse: number;
  readonly direct: number | null;
  /** x'β: what the model alone says */
  readonly synthetic: number;
  /** weight of the direct estimate, 0..1; 0 where there is none */
  readonly gamma: number;
}

export interface FayHerriotFit {
  readonly modelBased: true;
  readonly method: VarianceMethod;
  /** A; 0 when the areas differ no more than their samples do */
  readonly areaVariance: number;
  readonly coefficients: readonly { readonly name: string; readonly estimate: number; readonly se: number }[];
  /** in the order of the columns */
  readonly areas: readonly AreaEstimate[];
}

/**
 * Empirical best linear unbiased predictors of areas.
 * @example fayHerriot({ estimates: share, variances: se.map((one) => one ** 2), auxiliaries: { graduates } }).areas
 * @throws Problem columns_differ; value_not_allowed (a variance that is not positive, an auxiliary that is missing);
 *   collinear; too_few_areas; not_converged
 */
export function fayHerriot(columns: FayHerriotColumns, options: FayHerriotOptions = {}): FayHerriotFit {
  const { method = 'REML', intercept = true } = options;
  const all = modelOf(columns, intercept);
  const sampled = onlySampled(all);
  if (sampled.direct.length <= all.names.length) {
    throw new Problem('too_few_areas', { found: sampled.direct.length, needed: all.names.length + 1 });
  }
  const areaVariance = varianceBetween(sampled, method);
  const fit = fitGeneralised(sampled, areaVariance);
  const uncertainty = uncertaintyOf(sampled, fit, areaVariance, method);
  const areas = all.direct.map((_, area) => predict(all, area, fit, areaVariance, uncertainty));
  const coefficients = all.names.map((name, place) => ({
    name,
    estimate: fit.beta[place] ?? 0,
    se: Math.sqrt(fit.covariance[place]?.[place] ?? 0),
  }));
  return { modelBased: true, method, areaVariance, coefficients, areas };
}

function modelOf({ estimates, variances, auxiliaries = {} }: FayHerriotColumns, intercept: boolean): AreaModel {
  const size = estimates.length;
  const direct = [...numbers('estimates', estimates, size)];
  const sampling = [...numbers('variances', variances, size)];
  const row = direct.findIndex((value, area) => !Number.isNaN(value) && !((sampling[area] ?? 0) > 0));
  if (row >= 0)
    throw new Problem('value_not_allowed', { column: 'variances', row, value: String(variances[row]), needed: '> 0' });
  const given = Object.entries(auxiliaries).map(([name, column]) => ({ name, values: whole(name, column, size) }));
  const constant = intercept ? [{ name: '(Intercept)', values: new Array<number>(size).fill(1) }] : [];
  const terms = [...constant, ...given];
  return {
    names: terms.map((term) => term.name),
    direct,
    sampling,
    rows: direct.map((_, area) => terms.map((term) => term.values[area] ?? 0)),
  };
}

function whole(name: string, column: NumberColumn, size: number): number[] {
  const values = [...numbers(name, column, size)];
  const row = values.findIndex((value) => !Number.isFinite(value));
  if (row >= 0)
    throw new Problem('value_not_allowed', { column: name, row, value: String(column[row]), needed: '≠ null' });
  return values;
}

function onlySampled({ names, direct, sampling, rows }: AreaModel): AreaModel {
  const inside = (_: unknown, area: number) => !Number.isNaN(direct[area] ?? Number.NaN);
  return { names, direct: direct.filter(inside), sampling: sampling.filter(inside), rows: rows.filter(inside) };
}

/** How uncertain A is: its asymptotic variance, and the bias of its estimator. */
interface Uncertainty {
  readonly variance: number;
  readonly bias: number;
}

function uncertaintyOf(
  { sampling, rows }: AreaModel,
  fit: Fit,
  areaVariance: number,
  method: VarianceMethod,
): Uncertainty {
  const precision = sampling.map((psi) => 1 / (areaVariance + psi));
  const [first, second] = [sumOf(precision), sumOf(precision.map((one) => one ** 2))];
  if (method === 'FH') {
    const bias = (2 * (precision.length * second - first ** 2)) / first ** 3;
    return { variance: (2 * precision.length) / first ** 2, bias };
  }
  const variance = 2 / second;
  if (method === 'REML') return { variance, bias: 0 };
  const trace = sumOf(rows.map((row, area) => (precision[area] ?? 0) ** 2 * dot(row, times(fit.covariance, row))));
  return { variance, bias: -trace / second };
}

function predict(model: AreaModel, area: number, fit: Fit, A: number, { variance, bias }: Uncertainty): AreaEstimate {
  const row = model.rows[area] ?? [];
  const direct = model.direct[area] ?? Number.NaN;
  const synthetic = dot(row, fit.beta);
  const leverage = dot(row, times(fit.covariance, row));
  if (Number.isNaN(direct)) return { estimate: synthetic, mse: A + leverage, direct: null, synthetic, gamma: 0 };
  const psi = model.sampling[area] ?? 0;
  const gamma = A / (A + psi);
  const [g1, g2, g3] = [gamma * psi, (1 - gamma) ** 2 * leverage, (psi ** 2 / (A + psi) ** 3) * variance];
  const mse = g1 + g2 + 2 * g3 - bias * (1 - gamma) ** 2;
  return { estimate: gamma * direct + (1 - gamma) * synthetic, mse, direct, synthetic, gamma };
}

const sumOf = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
