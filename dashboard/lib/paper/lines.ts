/** How many lines words take on paper: each letter about as wide as it is in Titillium Web at the size of the text. */

/** Millimetres of letters at 9 points; all others are as wide as an n. */
const classes: readonly (readonly [letters: string, millimetres: number])[] = [
  [" !'’(),.:;I`ijl|ì·", 0.8],
  ['"[]frt{}', 1.1],
  ['*-/?\\cxz', 1.3],
  ['0123456789#$%+<=>ABCEGKPRSVX€', 1.8],
  ['&DHNOQU_–', 2.1],
  ['wMmW@', 2.6],
];
const known = new Map(classes.flatMap(([letters, width]) => [...letters].map((letter) => [letter, width] as const)));
const plain = 1.6;
/** Words set a little wider than their letters, so that a line too many is reckoned rather than one too few. */
const spare = 1.02;

/** Millimetres of words in one line; `scale` against the text of a page, as of smaller letters. */
const widthOf = (words: string, scale: number): number =>
  [...words].reduce((sum, letter) => sum + (known.get(letter) ?? plain), 0) * scale * spare;

/** Lines that words take in a column, each word whole where it fits. */
export function linesOf(words: string, width: number, scale = 1): number {
  const space = widthOf(' ', scale);
  let [lines, used] = [1, 0];
  for (const word of words.split(' ')) {
    const own = widthOf(word, scale);
    if (used > 0 && used + space + own > width) [lines, used] = [lines + 1, 0];
    const further = Math.max(1, Math.ceil(own / width)) - 1;
    lines += further;
    used += (used > 0 ? space : 0) + own - further * width;
  }
  return lines;
}
