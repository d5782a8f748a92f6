import { isShown, type Value } from './value.ts';

/** Four bounds between five classes, as shares (0..1); the first and the last class are open. */
export type Breaks = readonly [number, number, number, number];

const steps = [0.01, 0.02, 0.05, 0.1, 0.2];
const round = (share: number) => Math.round(share * 1e6) / 1e6;

/**
 * Rounded, equally wide classes that cover the rates given: the narrowest of 1, 2, 5, 10, 20 points that does, and
 * never so narrow that equal rates look different. Give the rates of an unfiltered view, so that the bounds stay
 * while somebody filters.
 * @param rates  shares (0..1); none: the whole range in fifths
 */
export function breaksOf(rates: readonly number[]): Breaks {
  const [low, high] = rates.length > 0 ? [Math.min(...rates), Math.max(...rates)] : [0, 1];
  const step = steps.find((one) => one >= narrowest(high) && startOf(low, one) + 5 * one >= high) ?? 0.2;
  const start = Math.min(startOf(low, step), round(1 - 5 * step));
  return [1, 2, 3, 4].map((place) => round(start + place * step)) as unknown as Breaks;
}

const startOf = (low: number, step: number) => Math.floor(round(low / step)) * step;
const narrowest = (high: number) => (high < 0.1 ? 0.01 : high < 0.25 ? 0.02 : 0.05);

/**
 * The class of a rate, 0 (lowest) to 4; a rate on a bound belongs to the class above it. It is the class of the whole
 * percent that is written beside, so that equal words never have two colours.
 */
export function classOf(rate: number, breaks: Breaks): number {
  return breaks.filter((bound) => Math.round(rate * 100) >= Math.round(bound * 100)).length;
}

const runs: readonly Breaks[] = [
  [0.01, 0.02, 0.05, 0.1],
  [0.02, 0.05, 0.1, 0.2],
  [0.05, 0.1, 0.2, 0.4],
];

/**
 * Classes for rates of many things at once: as `breaksOf`, but by doubling when a few rates are far above the others
 * (the highest more than three times the middle one), so that the many low ones are still told apart.
 */
export function breaksOfMany(rates: readonly number[]): Breaks {
  const sorted = [...rates].sort((a, b) => a - b);
  const [highest = 0, middle = 0] = [sorted.at(-1), sorted[Math.floor(sorted.length / 2)]];
  if (highest <= 3 * middle) return breaksOf(rates);
  return runs.findLast((run) => run[3] <= highest) ?? [0.01, 0.02, 0.05, 0.1];
}

/** Where a rate stands on the strip of five classes of equal width, 0 to 5; the outer classes go on as their neighbours. */
export function positionOf(rate: number, [first, second, third, fourth]: Breaks): number {
  const bounds = [Math.max(0, 2 * first - second), first, second, third, fourth, 2 * fourth - third];
  const place = Math.max(
    0,
    Math.min(
      4,
      bounds.findLastIndex((bound) => rate >= bound),
    ),
  );
  const [low = 0, high = 1] = bounds.slice(place, place + 2);
  return place + Math.min(1, Math.max(0, (rate - low) / (high - low)));
}

/** How sure a figure is: 0 sure, 1 less so, 2 unsure. */
export type Certainty = 0 | 1 | 2;

/** A share of fewer respondents is unsure, whatever its range. */
export const fewest = 30;

/** A range no wider than this makes a figure sure, however small the share. */
export const narrow = 0.05;

/** Width of the range from which a figure is less sure, and unsure: in itself, and against the share. */
export const wide = [
  { range: 0.15, ofShare: 0.65 },
  { range: 0.3, ofShare: 1.3 },
] as const;

/**
 * Certainty by the range and the respondents, after the standards of the National Center for Health Statistics (Vital
 * and Health Statistics 2/175, 2017): below 30 respondents, beyond 30 points or 130 % of the share a figure is unsure;
 * beyond half of that, less sure. The error alone would not do: of 4 in 5 it is small against the share. Without a
 * range, as in a census, a figure is sure.
 */
export function certaintyOf({ estimate, low, high, n }: Pick<Value, 'estimate' | 'low' | 'high' | 'n'>): Certainty {
  if (estimate === null || low === null || high === null) return 0;
  if ((n ?? 0) < fewest) return 2;
  const width = high - low;
  if (width <= narrow) return 0;
  const passed = wide.filter(({ range, ofShare }) => width > range || width > ofShare * estimate).length;
  return passed as Certainty;
}

/** Whether a figure is there, and sure enough to be put in an order. */
export const isRanked = (value: Value): boolean => isShown(value) && certaintyOf(value) < 2;

/** The next of 1, 2, 5, 10, 20, 50 … that is not below `n`. */
export function roundUp(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)));
  return [1, 2, 5, 10].map((digit) => digit * power).find((one) => one >= n) ?? n;
}

/** The last of 1, 2, 5, 10, 20, 50 … that is not above `n`; 1 at least. */
export function roundDown(n: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, n)));
  return [5, 2, 1].map((digit) => digit * power).find((one) => one <= n) ?? power;
}

/** What the largest symbol stands for, and its radius in pixels. */
export interface Size {
  readonly most: number;
  readonly radius: number;
}

/** Radius in pixels of the symbol for `n` respondents: its area is in proportion, and it never vanishes. */
export function radiusOf(n: number, { most, radius }: Size): number {
  return Math.round(Math.max(3, radius * Math.sqrt(n / most)) * 100) / 100;
}

/** Radius of the symbol of a place whose respondents are not told. */
export const blankOf = ({ radius }: Size): number => Math.round(Math.max(5, radius * 0.2));
