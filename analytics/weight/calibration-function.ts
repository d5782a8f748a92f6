/** How far a calibrated weight may move from the weight before: g = F(u), with F(0) = 1 and F'(0) = 1. */

export interface CalibrationFunction {
  /** the factor of a weight */
  factor(u: number): number;
  /** its derivative */
  slope(u: number): number;
}

export interface CalibrationBounds {
  readonly lower: number;
  readonly upper: number;
}

/** g = 1 + u, cut off at the bounds (Deville and Särndal 1992, cases 1 and 7). */
export const linear = ({ lower, upper }: CalibrationBounds): CalibrationFunction => ({
  factor: (u) => Math.min(upper, Math.max(lower, 1 + u)),
  slope: (u) => (1 + u > lower && 1 + u < upper ? 1 : 0),
});

/**
 * g = L + (U − L) / (1 + (U − 1) / (1 − L) exp(−A u)), A = (U − L) / ((1 − L)(U − 1)): between L and U, never at them
 * (Deville and Särndal 1992, case 6, written so that no exponential overflows into nothing).
 */
export function logit({ lower, upper }: CalibrationBounds): CalibrationFunction {
  const steepness = (upper - lower) / ((1 - lower) * (upper - 1));
  const odds = (upper - 1) / (1 - lower);
  const factor = (u: number) => lower + (upper - lower) / (1 + odds * Math.exp(-steepness * u));
  return {
    factor,
    slope: (u) => (steepness * (factor(u) - lower) * (upper - factor(u))) / (upper - lower),
  };
}
