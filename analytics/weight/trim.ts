/** Weights that stay within bounds. */
import { Problem } from '../../problem.ts';
import type { SurveyDesign } from '../estimate/design.ts';
import { weighted, type WeightedDesign } from './weighted.ts';

export interface TrimOptions {
  /** no weight is above; by default no bound */
  readonly upper?: number;
  /** no weight is below; by default no bound */
  readonly lower?: number;
  /** repeat until no weight is outside; else one pass, after which weights may again be outside */
  readonly strict?: boolean;
}

/** A weight this near to a bound stands at it. */
const closeness = 1e-12;
const mostPasses = 1000;

/** Weights, and the number of respondents at a bound. */
interface Trimmed {
  readonly weights: Float64Array;
  readonly trimmed: number;
}

/**
 * Trimming: a weight outside the bounds is put at the bound, and what it loses or gains is spread equally over the weights
 * inside, so that their sum stays (Potter 1990). R: `trimWeights`. The error stays that of the design before.
 * @example trimWeights(raked, { upper: 33, strict: true })
 * @throws Problem weights_before_domain; trim_bounds_not_allowed; trimming_impossible, when every weight would be at a bound
 */
export function trimWeights(design: SurveyDesign, options: TrimOptions): WeightedDesign {
  if (design.domain !== null) throw new Problem('weights_before_domain');
  const { weights, trimmed } = trim(design, options);
  return weighted(design, weights, null, { trimmed });
}

/** Trims the weights of rows that have one. */
export function trim(design: SurveyDesign, { upper = Infinity, lower = 0, strict = false }: TrimOptions): Trimmed {
  if (!(lower >= 0 && lower < upper)) throw new Problem('trim_bounds_not_allowed', { lower, upper });
  const bounds = { upper, lower };
  if (!strict) return counted(design, pass(design, design.weights, bounds, 0), bounds);
  let { weights } = design;
  for (let passes = 0; passes < mostPasses; passes += 1) {
    if (!weights.some((weight) => isOutside(weight, bounds, closeness)))
      return counted(
        design,
        weights.map((weight) => clipped(weight, bounds)),
        bounds,
      );
    weights = pass(design, weights, bounds, closeness);
  }
  throw impossible(design, bounds);
}

export interface Bounds {
  readonly upper: number;
  readonly lower: number;
}

/** A row without weight is nobody. */
export const isOutside = (weight: number, { upper, lower }: Bounds, near: number): boolean =>
  weight > upper * (1 + near) || (weight > 0 && weight < lower * (1 - near));

/** In one pass as R does it, a weight that stands at a bound takes its share; in a strict one it does not. */
function isFree(weight: number, { upper, lower }: Bounds, near: number): boolean {
  if (near === 0) return weight > 0 && weight <= upper && weight >= lower;
  return weight > 0 && weight < upper * (1 - near) && weight > lower * (1 + near);
}

function pass(design: SurveyDesign, weights: Float64Array, bounds: Bounds, near: number): Float64Array {
  const { frequencies } = design;
  let [spread, free] = [0, 0];
  weights.forEach((weight, row) => {
    const frequency = frequencies[row] ?? 0;
    if (isOutside(weight, bounds, near)) spread += (weight - clipped(weight, bounds)) * frequency;
    else if (isFree(weight, bounds, near)) free += frequency;
  });
  if (spread !== 0 && free === 0) throw impossible(design, bounds);
  return weights.map((weight) => {
    if (isOutside(weight, bounds, near)) return clipped(weight, bounds);
    return isFree(weight, bounds, near) && free > 0 ? weight + spread / free : weight;
  });
}

const clipped = (weight: number, { upper, lower }: Bounds): number =>
  weight === 0 ? 0 : Math.min(upper, Math.max(lower, weight));

/** @param near  how near to a bound a weight stands at it */
export function counted(
  { frequencies }: SurveyDesign,
  weights: Float64Array,
  bounds: Bounds,
  near = closeness,
): Trimmed {
  const atBound = (weight: number) => weight > 0 && !isFree(weight, bounds, near);
  const trimmed = weights.reduce((total, weight, row) => total + (atBound(weight) ? (frequencies[row] ?? 0) : 0), 0);
  return { weights, trimmed };
}

function impossible({ weights, frequencies }: SurveyDesign, { upper, lower }: Bounds): Problem {
  const [total, n] = weights.reduce<[number, number]>(
    ([sum, count], weight, row) => [
      sum + weight * (frequencies[row] ?? 0),
      count + (weight > 0 ? (frequencies[row] ?? 0) : 0),
    ],
    [0, 0],
  );
  return new Problem('trimming_impossible', { upper, lower, mean: total / n });
}
