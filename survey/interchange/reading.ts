/**
 * How a program counted. The standard counts code points from zero; whether the end is the last character or the one
 * after it, whether a line end of two signs is one, and whether the mark of the encoding counts, programs do not agree
 * upon. Many name a selection by its words: the reading under which most names fit is taken.
 */
import { cut, pointsOf } from './point.ts';

export interface RawSelection {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export interface RawText {
  readonly text: string;
  readonly hadMark: boolean;
  readonly selections: readonly RawSelection[];
}

export interface Reading {
  /** whether the end is the last character itself */
  readonly isLast: boolean;
  /** whether a line end of two signs is counted as one */
  readonly isOneLineEnd: boolean;
  readonly countsMark: boolean;
}

/** Ours, and that of most programs; it stands where nothing tells otherwise. */
export const plainReading: Reading = { isLast: false, isOneLineEnd: false, countsMark: false };

const truths = [false, true];
const readings: readonly Reading[] = truths.flatMap((countsMark) =>
  truths.flatMap((isOneLineEnd) => truths.map((isLast) => ({ isLast, isOneLineEnd, countsMark }))),
);

/** The reading under which most names are the selected words. */
export function readingOf(texts: readonly RawText[]): Reading {
  const fits = readings.map((reading) => texts.reduce((sum, text) => sum + fitting(text, reading), 0));
  return readings[fits.indexOf(Math.max(...fits))] ?? plainReading;
}

function fitting(raw: RawText, reading: Reading): number {
  const points = pointsOf(textUnder(raw, reading));
  return raw.selections.filter((selection) => {
    const { start, stop } = spanUnder(selection, raw, reading);
    return selection.name !== '' && start >= 0 && cut(points, start, stop) === selection.name;
  }).length;
}

export const textUnder = ({ text }: Pick<RawText, 'text'>, { isOneLineEnd }: Reading): string =>
  isOneLineEnd ? text.replaceAll('\r\n', '\n') : text;

export function spanUnder(
  { start, end }: Pick<RawSelection, 'start' | 'end'>,
  { hadMark }: Pick<RawText, 'hadMark'>,
  { isLast, countsMark }: Reading,
): { start: number; stop: number } {
  const shift = hadMark && countsMark ? 1 : 0;
  return { start: start - shift, stop: end - shift + (isLast ? 1 : 0) };
}
