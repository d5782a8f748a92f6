/** Whether a text of the staff repeats what somebody said, word by word. Pure. */
import { folded } from './stem.ts';

/** So many words in a row are no accident; what was said in fewer than `fewest` is nobody's own. */
const [most, fewest] = [7, 5];

/** The first words of the text that were said, as they were said; null when there are none. */
export function repeatedWords(text: string, said: readonly string[]): string | null {
  const written = ` ${wordsIn(text).map(folded).join(' ')} `;
  for (const one of said) {
    const words = wordsIn(one);
    const length = Math.min(most, words.length);
    if (length < fewest) continue;
    const starts = Array.from({ length: words.length - length + 1 }, (_, start) => words.slice(start, start + length));
    const found = starts.find((run) => written.includes(` ${run.map(folded).join(' ')} `));
    if (found) return found.join(' ');
  }
  return null;
}

const wordsIn = (text: string): string[] => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
