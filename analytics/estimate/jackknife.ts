/** Errors by leaving out each primary unit in turn: the stratified jackknife, JKn. */
import { Problem } from '../../problem.ts';
import type { SurveyDesign } from './design.ts';
import { notDrawn, stratumMeans, unitsOf, type Units } from './units.ts';
import type { Smooth } from './variance.ts';

/**
 * The same sample with errors by the jackknife (R's `as.svrepdesign(design, type = "JKn")`). Every estimator takes it.
 * A replicate leaves out one unit and weighs the others of its stratum up by n / (n − 1).
 * @example svyratio(jackknife(design), students, enrolled)
 * @throws Problem jackknife_adjusted when the weights were raked, post-stratified or calibrated: each replicate would need
 *   that again
 */
export function jackknife(design: SurveyDesign): SurveyDesign {
  if (design.adjustments.length > 0) throw new Problem('jackknife_adjusted', { kind: design.adjustments[0]!.kind });
  return { ...design, variance: 'jackknife' };
}

/**
 * Σ_h (1 − n_h / N_h) (n_h − 1) / n_h Σ_i (θ_hi − θ̄)(θ_hi − θ̄)', θ_hi the estimates without unit i of stratum h, θ̄ the
 * mean of all of them (Lumley 2010, Complex Surveys, section 2.3). NaN where a replicate has no estimate.
 */
export function replicateCovariance(design: SurveyDesign, smooth: Smooth): Float64Array {
  const replicates = replicatesOf(design, smooth);
  const width = smooth.influences.length;
  const deviations = Array.from({ length: width }, (_, k) => deviationsOf(replicates, k));
  const result = new Float64Array(width * width);
  replicates.forEach(({ repeats, scale }, one) => {
    for (let a = 0; a < width; a += 1)
      for (let b = 0; b < width; b += 1)
        result[a * width + b]! += repeats * scale * deviations[a]![one]! * deviations[b]![one]!;
  });
  return result;
}

/** Of one of the estimates from its mean over all replicates; 0 where only the last digits of doubles differ. */
function deviationsOf(replicates: readonly Replicate[], k: number): number[] {
  const times = replicates.reduce((sum, one) => sum + one.repeats, 0);
  const mean = replicates.reduce((sum, { estimates, repeats }) => sum + (estimates[k]! * repeats) / times, 0);
  const deviations = replicates.map(({ estimates }) => estimates[k]! - mean);
  const alike = deviations.every((deviation) => Math.abs(deviation) <= 1e-14 * Math.abs(mean));
  return alike ? deviations.map(() => 0) : deviations;
}

interface Replicate {
  readonly estimates: readonly number[];
  /** how many replicates are this one */
  readonly repeats: number;
  readonly scale: number;
}

function replicatesOf(design: SurveyDesign, { base, parts, of }: Smooth): Replicate[] {
  const units = unitsOf(design, base, parts());
  const means = units.totals.map((totals) => stratumMeans(design, units, totals));
  const whole = means.map((mean) => mean.reduce((sum, value, h) => sum + value * design.drawn[h]!, 0));
  const scales = notDrawn(design).map((left, h) => (left * (design.drawn[h]! - 1)) / design.drawn[h]!);
  // without a unit: the stratum's total is n / (n − 1) times what the others add up to
  const without = (h: number, unit: (k: number) => number) =>
    of(whole.map((total, k) => total + ((means[k]![h]! - unit(k)) * design.drawn[h]!) / (design.drawn[h]! - 1)));
  return [...left(units, scales, without), ...leftAbsent(units, scales, without)];
}

type Without = (h: number, unit: (k: number) => number) => readonly number[];

function left({ stratum, repeats, totals }: Units, scales: Float64Array, without: Without): Replicate[] {
  return Array.from(stratum, (h, place) => ({ h, place }))
    .filter(({ h }) => scales[h]! > 0)
    .map(({ h, place }) => ({
      estimates: without(h, (k) => totals[k]![place]!),
      repeats: repeats[place]!,
      scale: scales[h]!,
    }));
}

/** Units in which nobody counts: without one of them the others still weigh more. */
function leftAbsent({ absent }: Units, scales: Float64Array, without: Without): Replicate[] {
  return Array.from(absent, (repeats, h) => ({ repeats, h }))
    .filter(({ repeats, h }) => repeats > 0 && scales[h]! > 0)
    .map(({ repeats, h }) => ({ estimates: without(h, () => 0), repeats, scale: scales[h]! }));
}
