/** How likely a number of hits is by chance alone. */

/**
 * P(X ≥ hits) for X binomial; summed from the terms themselves, which hold for any size.
 * @param chance  of one hit
 */
export function tail(hits: number, of: number, chance: number): number {
  if (hits <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  let term = logChoose(of, hits) + hits * Math.log(chance) + (of - hits) * Math.log1p(-chance);
  let sum = 0;
  for (let k = hits; k <= of; k++) {
    sum += Math.exp(term);
    term += Math.log((of - k) / (k + 1)) + Math.log(chance) - Math.log1p(-chance);
  }
  return Math.min(1, sum);
}

function logChoose(of: number, taken: number): number {
  let sum = 0;
  for (let k = 1; k <= taken; k++) sum += Math.log((of - taken + k) / k);
  return sum;
}

/** For a choice of two, whichever of them it favours. */
export function twoSided(hits: number, of: number): number {
  return Math.min(1, 2 * tail(Math.max(hits, of - hits), of, 0.5));
}
