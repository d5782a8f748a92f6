/** Where a stretch of a text stands after the text was edited. Offsets count code points; ends are exclusive. Pure. */

export interface Span {
  readonly start: number;
  readonly stop: number;
}

/** A stretch of the old text in whose place the new one has `added` code points. */
export interface Change extends Span {
  readonly added: number;
}

export const lengthOf = (text: string): number => [...text].length;

/** The words of a stretch. */
export const sliceOf = (text: string, { start, stop }: Span): string => [...text].slice(start, stop).join('');

/** Where a stretch stands now; null when a change crossed it or lies inside. */
export function mapped({ start, stop }: Span, changes: readonly Change[]): Span | null {
  if (changes.some((one) => touches(one, start, stop))) return null;
  const shift = changes
    .filter((one) => one.stop <= start)
    .reduce((sum, one) => sum + one.added - (one.stop - one.start), 0);
  return { start: start + shift, stop: stop + shift };
}

/** The words of a stretch of the old text without those that were taken out, in whose place stands an ellipsis. */
export function remaining(before: string, { start, stop }: Span, changes: readonly Change[]): string {
  const kept = [...before].map((sign, at) => (changes.some((one) => one.start <= at && at < one.stop) ? null : sign));
  const signs = kept.slice(start, stop);
  return signs.map((sign, at) => sign ?? (at > 0 && signs[at - 1] === null ? '' : '…')).join('');
}

const touches = (change: Change, start: number, stop: number) => change.start < stop && change.stop > start;
