/** The one rule by which two figures are told apart, and the places that follow from it. `analytics/compare/order.ts` has the same. */
import { fewest } from './scale.ts';
import { isShown, type Shown, type Value } from './value.ts';

/**
 * Whether a figure is surely higher than another: their ranges, in whole percent as pages write them, have no value in
 * common, and each has respondents enough. Without ranges, as in a census, any difference is one.
 * The ranges apart, the difference exceeds the sum of their arms, and so 1.96 standard errors however much the two have to do
 * with each other: also groups that share people, a part and its whole, and answers of the same people.
 */
export function isAbove(one: Value, other: Value): boolean {
  if (!isShown(one) || !isShown(other)) return false;
  if (one.low === null && other.high === null) return one.estimate > other.estimate;
  if (hasTooFew(one) || hasTooFew(other)) return false;
  return written(one.low ?? one.estimate) > written(other.high ?? other.estimate);
}

/** Neither is surely higher. */
export const isAlike = (one: Value, other: Value): boolean => !isAbove(one, other) && !isAbove(other, one);

const hasTooFew = ({ low, n }: Shown): boolean => low !== null && (n ?? 0) < fewest;
const written = (share: number): number => Math.round(share * 100);

/** The places that a row may have, from 1. */
export interface Places {
  readonly from: number;
  readonly to: number;
}

/**
 * Each behind all that surely are higher, and before all that surely are lower. One that is not published has none, and may
 * have any: it moves nobody up and may move everybody down.
 */
export function placesOf(values: readonly Value[]): (Places | null)[] {
  const ranked = values.filter(({ state }) => state !== 'not_asked');
  return values.map((own) => {
    if (!isShown(own)) return null;
    const above = ranked.filter((other) => isAbove(other, own)).length;
    const below = ranked.filter((other) => isAbove(own, other)).length;
    return { from: 1 + above, to: ranked.length - below };
  });
}

/** "3", "2–11"; a dash where there is none. */
export const writtenPlaces = (places: Places | null): string =>
  places === null ? '–' : places.from === places.to ? String(places.from) : `${places.from}–${places.to}`;

/** Neighbours in a ranking, from the first to the last, from 0. */
export interface Run {
  readonly first: number;
  readonly last: number;
}

/**
 * The runs of neighbours that are all alike, while every row outside is told apart from each of theirs. Ranges seldom fall
 * into such runs: where they do not, there is none.
 * @param ranked  highest first
 */
export function runsOf(ranked: readonly Value[]): Run[] {
  const isCut = (at: number) =>
    ranked.slice(0, at).every((high) => ranked.slice(at).every((low) => isAbove(high, low)));
  const starts = ranked.map((_, at) => at).filter(isCut);
  return starts.flatMap((first, at): Run[] => {
    const last = (starts[at + 1] ?? ranked.length) - 1;
    const own = ranked.slice(first, last + 1);
    return last > first && own.every((one) => own.every((other) => isAlike(one, other))) ? [{ first, last }] : [];
  });
}

/** Rows that no other is surely above: which of them is first cannot be told, and no two of them can be told apart. */
export function firstsOf<T extends { readonly value: Value }>(rows: readonly T[]): T[] {
  const places = placesOf(rows.map(({ value }) => value));
  return rows.filter((_, at) => places[at]?.from === 1);
}
