/** Weights that meet totals of any kind: of categories and of numbers. */
import { Problem } from '../../problem.ts';
import type { Adjustment, SurveyDesign } from '../estimate/design.ts';
import { readAuxiliaries, type Total } from './auxiliary.ts';
import { combined, inner, orthonormal, type Auxiliary, type Basis } from './basis.ts';
import { linear, logit, type CalibrationBounds } from './calibration-function.ts';
import { agreement, weightsOf, type Categories } from './margin.ts';
import { newton, type Solved } from './newton.ts';
import { refuseUnfit, weighted, type WeightedDesign } from './weighted.ts';

export interface CalibrateOptions {
  /** `linear` (the general regression estimator) is the default; `logit` needs bounds */
  readonly calfun?: 'linear' | 'logit';
  /** least and greatest factor of a weight, lower < 1 < upper */
  readonly bounds?: Partial<CalibrationBounds>;
  /** steps after which it gives up; by default 50 */
  readonly maxit?: number;
  /** the share of the totals by which they may be missed; by default 1e-10 */
  readonly epsilon?: number;
}

/**
 * Calibration: weights that meet the totals, as near to the weights before as possible (Deville and Särndal 1992). R:
 * `calibrate` with `calfun="linear"` or `"logit"`.
 * @param columns  by name, a column of categories or of numbers; a column of ones has the population's size as its total
 * @param totals  by the same name, counts of all categories, or the total of the numbers
 * @example calibrate(design, { stype, enroll }, { stype: { E: 4421, H: 755, M: 1018 }, enroll: 3811472 })
 * @example calibrate(design, { stype, enroll }, totals, { calfun: 'logit', bounds: { lower: 0.5, upper: 2 } })
 * @throws Problem weights_before_domain; jackknife_adjusted; as `readAuxiliaries`; totals_contradict; calibration_bounds_not_allowed;
 *   calibration_out_of_reach, which names the total; weights_negative, which says how many
 */
export function calibrate(
  design: SurveyDesign,
  columns: Readonly<Record<string, Categories>>,
  totals: Readonly<Record<string, Total>>,
  options: CalibrateOptions = {},
): WeightedDesign {
  refuseUnfit(design, 'calibrate');
  const auxiliaries = readAuxiliaries(columns, totals, design);
  const metric = weightsOf(design);
  const basis = orthonormal(auxiliaries, metric);
  const { factors, iterations, met } = factorsOf(basis, metric, options);
  const weights = design.weights.map((weight, row) => weight * (factors[row] ?? 1));
  const worst = furthest(auxiliaries, metric, factors);
  if (!met || worst.discrepancy > agreement) throw new Problem('calibration_out_of_reach', { ...worst, iterations });
  refuseNegative(design, weights);
  return weighted(design, weights, regression(basis, metric, weights), { iterations, discrepancy: worst.discrepancy });
}

function factorsOf(basis: Basis, metric: Float64Array, options: CalibrateOptions): Solved {
  const { calfun = 'linear', bounds, maxit = 50, epsilon = 1e-10 } = options;
  const { lower = -Infinity, upper = Infinity } = bounds ?? {};
  const isFree = calfun === 'linear' && lower === -Infinity && upper === Infinity;
  if (isFree) return { factors: direct(basis, metric), iterations: 1, met: true };
  if (!(lower < 1 && upper > 1 && (calfun === 'linear' || Number.isFinite(upper - lower))))
    throw new Problem('calibration_bounds_not_allowed', { lower, upper });
  const distance = (calfun === 'logit' ? logit : linear)({ lower, upper });
  return newton({ basis, metric, ...distance }, { maxit, epsilon });
}

/** g = 1 + Σ (t_k − Σ w q_k) q_k, for the q are orthonormal. */
function direct(basis: Basis, metric: Float64Array): Float64Array {
  const ones = new Float64Array(metric.length).fill(1);
  const misses = basis.vectors.map((vector, place) => (basis.totals[place] ?? 0) - inner(vector, ones, metric));
  return combined(basis, misses, metric.length).map((value) => 1 + value);
}

/** What the columns tell about an influence is fixed; the residuals of the regression on them are left. */
function regression(basis: Basis, metric: Float64Array, weights: Float64Array): Adjustment {
  return {
    kind: 'calibrate',
    residuals(influence) {
      const values = influence.map((value, row) => (weights[row] ? value / weights[row] : 0));
      const slopes = basis.vectors.map((vector) => inner(vector, values, metric));
      const told = combined(basis, slopes, values.length);
      return values.map((value, row) => (value - (told[row] ?? 0)) * (weights[row] ?? 0));
    },
  };
}

/** The total that is missed by most, as a share of it. */
function furthest(auxiliaries: readonly Auxiliary[], metric: Float64Array, factors: Float64Array) {
  const misses = auxiliaries.map(({ name, values, total }) => {
    const reached = inner(values, factors, metric);
    const size = Math.max(Math.abs(total), inner(values.map(Math.abs), factors.map(Math.abs), metric));
    return { variable: name, reached, wanted: total, discrepancy: size === 0 ? 0 : Math.abs(reached - total) / size };
  });
  return misses.reduce((worst, one) => (one.discrepancy > worst.discrepancy ? one : worst));
}

function refuseNegative({ frequencies }: SurveyDesign, weights: Float64Array): void {
  const count = weights.reduce((n, weight, row) => n + (weight < 0 ? (frequencies[row] ?? 0) : 0), 0);
  if (count > 0) throw new Problem('weights_negative', { count, lowest: Math.min(...weights) });
}
