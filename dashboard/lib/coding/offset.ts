/** Offsets in a text: codings count code points, the browser counts UTF-16 units. They meet here and nowhere else. */

/** A stretch in code points, the end exclusive. */
export interface Span {
  readonly start: number;
  readonly stop: number;
}

export const lengthOf = (text: string): number => [...text].length;

/** How many code points end at or before a unit: one inside a pair counts as the beginning of that pair. */
export function toPoints(text: string, unit: number): number {
  let [at, points] = [0, 0];
  for (const letter of text) {
    at += letter.length;
    if (at > unit) break;
    points += 1;
  }
  return points;
}

/** Where a code point begins, in units; the end of the text for what lies beyond it. */
export function toUnits(text: string, point: number): number {
  let [at, points] = [0, 0];
  for (const letter of text) {
    if (points === point) break;
    at += letter.length;
    points += 1;
  }
  return at;
}

/** The words of a stretch. */
export const sliceOf = (text: string, { start, stop }: Span): string =>
  text.slice(toUnits(text, start), toUnits(text, stop));
