/**
 * The identifier of a figure carries its question: nothing is stored for it, and it is read back as long as its snapshot
 * is kept. Names stand in it as a few letters of their hash, so that it stays short and does not depend on the order of a
 * codebook; its last letters check the whole.
 */
import type { Question } from './question.ts';
import { keyOf } from './question.ts';
import { grouped, identifier, letter, readLetters, writeCount, type Reader } from './word.ts';

/** Never reordered: their places stand in identifiers that were printed. */
const statistics = ['count', 'proportion', 'total', 'mean', 'median'];
const weights = ['none', 'calibrated', 'design'];
const bases = ['respondents', 'mentions'];

const format = 'a';
/** letters of a snapshot, of a name, of a category, of the check */
const size = { snapshot: 4, name: 2, code: 3, check: 6 } as const;

/** What can be read from an identifier alone: names and codes still as letters. */
export interface Sketch {
  /** the first letters of the snapshot's identifier */
  readonly snapshot: string;
  readonly statistic: string;
  readonly weights: string;
  readonly base: string;
  readonly variable: string;
  readonly by: readonly string[];
  readonly where: readonly (readonly [variable: string, codes: readonly string[]])[];
  readonly category: readonly string[] | null;
  readonly check: string;
}

export const nameTag = (name: string): string => identifier(name, size.name);
export const codeTag = (code: string): string => identifier(code, size.code);
export const checkOf = (survey: string, snapshot: string, question: Question): string =>
  identifier([snapshot, keyOf(survey, question)], size.check);

/** The same for the same survey, snapshot and question; 24 letters for a plain one, in groups of four. */
export function writeFigureId(survey: string, snapshot: string, question: Question): string {
  const { variable, statistic, by, where, category } = question;
  const codes = (all: readonly string[]) => writeCount(all.length) + all.map(codeTag).join('');
  return grouped(
    [
      ...[format, snapshot.slice(0, size.snapshot), letter(placeIn(statistics, statistic))],
      letter(placeIn(weights, question.weights) * bases.length + placeIn(bases, question.base)),
      ...[nameTag(variable), writeCount(by.length), ...by.map(nameTag), writeCount(where.length)],
      ...where.map(([name, kept]) => nameTag(name) + codes(kept)),
      codes(category ?? []),
      checkOf(survey, snapshot, question),
    ].join(''),
  );
}

/** @returns null when it is no identifier of a figure */
export function readFigureId(text: string): Sketch | null {
  try {
    return readSketch(readLetters(text));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSketch(letters: Reader): Sketch | null {
  if (letters.take(1) !== format) return null;
  const snapshot = letters.take(size.snapshot);
  const statistic = statistics[letters.number()];
  const form = letters.number();
  const [weighted, base] = [weights[Math.floor(form / bases.length)], bases[form % bases.length]];
  const variable = letters.take(size.name);
  const by = several(letters, () => letters.take(size.name));
  const where = several(letters, () => [letters.take(size.name), readCodes(letters)] as const);
  const category = readCodes(letters);
  const check = letters.take(size.check);
  if (statistic === undefined || weighted === undefined || base === undefined || letters.left() > 0) return null;
  const asked = category.length === 0 ? null : category;
  return { snapshot, statistic, weights: weighted, base, variable, by, where, category: asked, check };
}

const readCodes = (letters: Reader) => several(letters, () => letters.take(size.code));

function several<T>(letters: Reader, read: () => T): T[] {
  return Array.from({ length: letters.count() }, read);
}

function placeIn(list: readonly string[], word: string): number {
  const place = list.indexOf(word);
  if (place < 0) throw new Error(`a figure's identifier has no place for "${word}"`);
  return place;
}
