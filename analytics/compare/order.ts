/** The one rule by which two published figures are told apart. `dashboard/lib/chart/order.ts` has the same. */
import type { ComparedFigure } from '../contract.ts';

/** A side has at least so many respondents: the rule for titles of charts. */
export const fewest = 30;

/**
 * Whether a figure is surely higher than another: their ranges, in whole percent as pages write them, have no value in
 * common, and each has respondents enough. Without ranges, as in a census, any difference is one.
 */
export function isAbove(one: ComparedFigure, other: ComparedFigure): boolean {
  if (one.estimate === null || other.estimate === null) return false;
  if (one.ciLow === null && other.ciHigh === null) return one.estimate > other.estimate;
  if (hasTooFew(one) || hasTooFew(other)) return false;
  return written(one.ciLow ?? one.estimate) > written(other.ciHigh ?? other.estimate);
}

const hasTooFew = ({ ciLow, n }: ComparedFigure): boolean => ciLow !== null && (n ?? 0) < fewest;
const written = (share: number): number => Math.round(share * 100);

/** Whether the ranges of two figures that are shown have a value in common. */
export const rangesOf = (one: ComparedFigure, other: ComparedFigure): 'apart' | 'overlap' =>
  isAbove(one, other) || isAbove(other, one) ? 'apart' : 'overlap';
