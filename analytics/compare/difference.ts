/** The difference of two shares, its range, and how likely so large a one is by chance. */
import { normalCdf } from '../estimate/distribution.ts';
import { wilson, z } from '../estimate/proportion.ts';

/** A share of `nEff` respondents; `nEff` null: of a census, without error. */
export interface Share {
  readonly estimate: number;
  readonly nEff: number | null;
}

/** a − b, in the unit of the shares; `p` null: a fact, not an estimate. */
export interface Difference {
  readonly difference: number;
  readonly se: number;
  readonly ciLow: number;
  readonly ciHigh: number;
  readonly p: number | null;
}

/**
 * Of two independent shares. Range: the score intervals of both, combined by the arms that face each other (Newcombe
 * 1998, Statistics in Medicine 17, 873–890, method 10), with the effective number of respondents for n. `p` belongs to the
 * same family: the range at 1 − p ends at 0.
 */
export function shareDifference(a: Share, b: Share): Difference {
  const difference = a.estimate - b.estimate;
  const [ciLow, ciHigh] = rangeAt(a, b, z);
  return { difference, se: Math.hypot(errorOf(a), errorOf(b)), ciLow, ciHigh, p: chanceOf(a, b) };
}

/**
 * Of a part and the whole that it lies in. The whole is the part and the rest, who are other people: p(part) − p(whole) is
 * the share of the rest in the whole times p(part) − p(rest), so that their covariance needs no estimate of its own.
 * @param whole  with the part in it; both unweighted
 */
export function partDifference(part: Counted, whole: Counted): Difference {
  const rest = restOf(part, whole);
  const scale = rest.n / whole.n;
  const { difference, se, ciLow, ciHigh, p } = shareDifference(shareOf(part), shareOf(rest));
  return { difference: scale * difference, se: scale * se, ciLow: scale * ciLow, ciHigh: scale * ciHigh, p };
}

/** `y` of `n` respondents. */
export interface Counted {
  readonly n: number;
  readonly y: number;
}

export const restOf = (part: Counted, whole: Counted): Counted => ({ n: whole.n - part.n, y: whole.y - part.y });

/** The same seen from the other side. */
export const turned = ({ difference, se, ciLow, ciHigh, p }: Difference): Difference => ({
  difference: -difference,
  ...{ se, ciLow: -ciHigh, ciHigh: -ciLow, p },
});

const shareOf = ({ n, y }: Counted): Share => ({ estimate: y / n, nEff: n });

/** √(p(1 − p) / (nEff − 1)), as of a published share. */
const errorOf = ({ estimate, nEff }: Share) =>
  nEff === null || nEff <= 1 ? 0 : Math.sqrt((estimate * (1 - estimate)) / (nEff - 1));

const boundsAt = ({ estimate, nEff }: Share, width: number): [number, number] =>
  nEff === null ? [estimate, estimate] : wilson(estimate, nEff, width);

function rangeAt(a: Share, b: Share, width: number): [number, number] {
  const [lowA, highA] = boundsAt(a, width);
  const [lowB, highB] = boundsAt(b, width);
  const difference = a.estimate - b.estimate;
  const below = Math.hypot(a.estimate - lowA, highB - b.estimate);
  const above = Math.hypot(highA - a.estimate, b.estimate - lowB);
  return [Math.max(-1, difference - below), Math.min(1, difference + above)];
}

/** Beyond so many standard errors the normal distribution has nothing left in double precision. */
const widest = 38;

/** Two-sided; found by halving, since the range widens with its level. */
function chanceOf(a: Share, b: Share): number | null {
  if (a.nEff === null && b.nEff === null) return null;
  const [high, low] = a.estimate >= b.estimate ? [a, b] : [b, a];
  if (high.estimate === low.estimate) return 1;
  let [inside, outside] = [widest, 0];
  for (let step = 0; step < 60; step++) {
    const middle = (inside + outside) / 2;
    if (rangeAt(high, low, middle)[0] > 0) outside = middle;
    else inside = middle;
  }
  return 2 * normalCdf(-inside);
}
