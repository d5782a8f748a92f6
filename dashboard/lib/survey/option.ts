/** A choice as a list shows it: the code that is stored, and its words. */
export interface Option {
  readonly value: string;
  readonly text: string;
}

/** Choices that are no place of the list: they stand below it, always in sight. */
const apart = new Set(['outside', 'refused', 'dont_know']);
export const isApart = ({ value }: Option): boolean => apart.has(value);

/**
 * Letters without accents, case and apostrophes: «Sant’Arcangelo» is found by "santarc", «Łódź» by "lodz". The Greek
 * sigma at the end of a word is the same letter.
 */
export const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/[\p{M}'’\s-]/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .replaceAll('ς', 'σ');

/**
 * The options that a few typed letters mean: those that begin with them first, then those that contain them.
 * @param most  how many at most
 */
export function suggest(options: readonly Option[], typed: string, most = 8): Option[] {
  const wanted = plain(typed);
  if (!wanted) return [];
  const found = options.filter(({ text }) => plain(text).includes(wanted));
  const begins = (option: Option) => (plain(option.text).startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => begins(a) - begins(b)).slice(0, most);
}

/** The option written out in full, however the letters are cased. */
export const exactly = (options: readonly Option[], typed: string): Option | undefined =>
  options.find(({ text }) => plain(text) === plain(typed));
