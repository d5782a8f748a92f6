/** The places of skills within a voice, as far as its ranges tell them, and by how much voices surely differ. */
import { normalQuantile } from '../estimate/distribution.ts';

/** A share of `nEff` respondents; `nEff` null: of a census. */
export interface RankedShare {
  readonly estimate: number;
  readonly nEff: number | null;
}

/** From 1; `from` and `to` are the places between which a skill stands. */
export interface PlaceRange {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/**
 * How far apart two shares must be, in standard errors, so that the places of a skill hold at 95 % in all voices: against each
 * of the other skills (Bonferroni).
 * @param skills  that are put in an order
 * @param voices  with an error of their own
 */
export const placeWidth = (skills: number, voices: number): number =>
  normalQuantile(1 - 0.05 / (2 * Math.max(1, skills - 1) * Math.max(1, voices)));

/**
 * Between which places each share stands: behind all that surely are higher, before all that surely are lower (Mogstad, Romano,
 * Shaikh and Wilhelm 2024, Review of Economic Studies 91, 476–518). One that is not published may have any place, which moves
 * nobody up and may move everybody down.
 * @param shares  of one voice, all of the same people; null where it is not published
 * @param width  see `placeWidth`
 */
export function placeRanges(shares: readonly (RankedShare | null)[], width: number): (PlaceRange | null)[] {
  const shown = shares.filter((share) => share !== null);
  const hidden = shares.length - shown.length;
  const count = (isOne: (other: RankedShare) => boolean) => shown.filter(isOne).length;
  return shares.map((own) => {
    if (own === null) return null;
    const place = 1 + count((other) => other.estimate > own.estimate);
    const from = 1 + count((other) => isHigher(other, own, width));
    return { place, from, to: shown.length - count((other) => isHigher(own, other, width)) + hidden };
  });
}

/**
 * Whether a share is surely higher than another of the same people. McNemar's statistic (1947, Psychometrika 12, 153–157) is
 * (b − c) / √(b + c), b and c being those who chose one of the two alone; how many chose both is not published, and
 * b + c is no more than all choices together, so that the statistic is at least this.
 */
function isHigher(one: RankedShare, other: RankedShare, width: number): boolean {
  const difference = one.estimate - other.estimate;
  if (one.nEff === null || other.nEff === null || difference <= 0) return difference > 0;
  const people = Math.min(one.nEff, other.nEff);
  return (difference * Math.sqrt(people)) / Math.sqrt(one.estimate + other.estimate) > width;
}

/** What the places of two voices differ by at least: the gap between their ranges, 0 where these have a place in common. */
export const gapBetween = (one: PlaceRange, other: PlaceRange): number =>
  Math.max(0, one.from - other.to, other.from - one.to);

/** The two voices that are surely furthest apart. */
export interface Disagreement {
  readonly gap: number;
  readonly between: readonly [number, number];
}

/**
 * The largest gap among all pairs of voices, the mignitude of the difference of their ranges (Moore, Kearfott and Cloud 2009,
 * Introduction to Interval Analysis, ch. 2).
 * @param ranges  one a voice; null where it has no place
 * @returns null with fewer than two voices
 */
export function disagreementOf(ranges: readonly (PlaceRange | null)[]): Disagreement | null {
  const pairs = ranges.flatMap((one, first) =>
    ranges.slice(first + 1).flatMap((other, rest): Disagreement[] => {
      return one && other ? [{ gap: gapBetween(one, other), between: [first, first + 1 + rest] }] : [];
    }),
  );
  return pairs.reduce<Disagreement | null>((most, pair) => (most && most.gap >= pair.gap ? most : pair), null);
}
