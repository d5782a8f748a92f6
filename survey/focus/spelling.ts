/** Words in any spelling of their letters, as a pattern: taking the accents off every statement took ten times as long. */

/** Letters with accents as one sign: of Latin, of Greek. */
const ranges = [
  [0xc0, 0x24f],
  [0x386, 0x3ce],
  [0x1e00, 0x1fff],
] as const;

/** Letters by the one that is left without accents. */
const spellings = Map.groupBy(
  ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from + 1 }, (_, at) => String.fromCodePoint(from + at)).filter(
      (one) => bare(one) !== one,
    ),
  ),
  bare,
);

function bare(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** A pattern of RE2, to be matched whatever the case, for what was typed with or without its accents. */
export const anySpelling = (word: string): string =>
  [...bare(word)].map((sign) => `[${hex(sign)}${(spellings.get(sign) ?? []).map(hex).join('')}]${marks}`).join('');

/** Signs that stand over or under the letter before them: all that there are take longer to be made ready. */
const marks = '[\\x{300}-\\x{36f}]*';

const hex = (sign: string): string => `\\x{${(sign.codePointAt(0) ?? 0).toString(16)}}`;
