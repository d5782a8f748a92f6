/** The places of skills within a voice, as far as its ranges tell them, and by how much voices surely differ. */
import { normalQuantile } from '../estimate/distribution.ts';
import { wilson } from '../estimate/proportion.ts';

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
 * How wide ranges must be, in standard errors, so that all of them hold at once at 95 % (Bonferroni).
 * @param count  of ranges
 */
export const jointWidth = (count: number): number => normalQuantile(1 - 0.05 / (2 * Math.max(1, count)));

/**
 * Between which places each share stands: behind all whose range lies above its own, before all whose range lies below
 * (Klein, Wright and Wieczorek 2020, Journal of the Royal Statistical Society C 69, 589–606). One that is not published may
 * have any place, which moves nobody up and may move everybody down.
 * @param shares  of one voice; null where it is not published
 * @param width  of the ranges, see `jointWidth`
 */
export function placeRanges(shares: readonly (RankedShare | null)[], width: number): (PlaceRange | null)[] {
  const ranges = shares.map((share) => share && boundsAt(share, width));
  const shown = ranges.flatMap((range) => (range ? [range] : []));
  const hidden = shares.length - shown.length;
  return shares.map((share, at) => {
    const own = ranges[at];
    if (!share || !own) return null;
    const above = shown.filter(([low]) => low > own[1]).length;
    const below = shown.filter(([, high]) => high < own[0]).length;
    const place = 1 + shares.filter((other) => other !== null && other.estimate > share.estimate).length;
    return { place, from: 1 + above, to: shown.length - below + hidden };
  });
}

const boundsAt = ({ estimate, nEff }: RankedShare, width: number): [number, number] =>
  nEff === null ? [estimate, estimate] : wilson(estimate, nEff, width);

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
