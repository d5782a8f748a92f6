/** The places of skills within a voice, as far as its ranges tell them, and by how much voices surely differ. */
import type { ComparedFigure } from '../contract.ts';
import { isAbove } from './order.ts';

/** From 1; `from` and `to` are the places between which a skill stands. */
export interface PlaceRange {
  readonly place: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Between which places each figure stands: behind all that surely are higher, before all that surely are lower. One that is
 * not published may have any place, which moves nobody up and may move everybody down.
 * @param figures  of one voice, all of the same people
 */
export function placeRanges(figures: readonly ComparedFigure[]): (PlaceRange | null)[] {
  const ranked = figures.filter(({ state }) => state !== 'not_asked');
  const count = (isOne: (other: ComparedFigure) => boolean) => ranked.filter(isOne).length;
  return figures.map((own) => {
    if (own.estimate === null) return null;
    const { estimate } = own;
    const place = 1 + count((other) => other.estimate !== null && other.estimate > estimate);
    const from = 1 + count((other) => isAbove(other, own));
    return { place, from, to: ranked.length - count((other) => isAbove(own, other)) };
  });
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
