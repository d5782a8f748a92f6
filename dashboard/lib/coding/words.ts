import { lengthOf, sliceOf, toPoints, type Span } from './offset.ts';

/** What is chosen, by the numbers of words: where it was begun, and where it stands. */
export interface Reach {
  readonly anchor: number;
  readonly focus: number;
}

/** A step of the keyboard in a text; `widen` keeps what is chosen. */
export interface Move {
  readonly to: 'next' | 'previous' | 'first' | 'last' | 'all';
  readonly widen: boolean;
}

const word =
  /[\p{L}\p{M}\p{N}]+|\p{Extended_Pictographic}(?:\u200D|\uFE0F|\p{M}|\p{Emoji_Modifier}|\p{Extended_Pictographic})*/gu;

/** The words of a text, and what is drawn in place of one; a text without any is one word. */
export function wordsOf(text: string): Span[] {
  const found = [...text.matchAll(word)].map((match) => {
    const start = toPoints(text, match.index);
    return { start, stop: start + lengthOf(match[0]) };
  });
  return found.length > 0 || text === '' ? found : [{ start: 0, stop: lengthOf(text) }];
}

/** What is chosen after a step; null where there is no word. */
export function moved(reach: Reach | null, { to, widen }: Move, count: number): Reach | null {
  if (count === 0) return null;
  if (to === 'all') return { anchor: 0, focus: count - 1 };
  const focus = Math.min(count - 1, Math.max(0, placeAfter(reach, to, count)));
  return { anchor: widen && reach ? reach.anchor : focus, focus };
}

function placeAfter(reach: Reach | null, to: Exclude<Move['to'], 'all'>, count: number): number {
  if (to === 'first') return 0;
  if (to === 'last') return count - 1;
  if (reach === null) return to === 'next' ? 0 : count - 1;
  return reach.focus + (to === 'next' ? 1 : -1);
}

/** From the first letter of the first word to the last of the last. */
export function spanOf(words: readonly Span[], { anchor, focus }: Reach): Span {
  const [from, to] = [words[Math.min(anchor, focus)], words[Math.max(anchor, focus)]];
  if (!from || !to) throw new RangeError(`words ${anchor} to ${focus} of ${words.length}`);
  return { start: from.start, stop: to.stop };
}

/** The same; all the words of a text are the text with its last mark, as when none is chosen. */
export function chosenSpan(text: string, words: readonly Span[], reach: Reach): Span {
  const isAll = Math.abs(reach.anchor - reach.focus) === words.length - 1;
  return isAll ? { start: 0, stop: lengthOf(text) } : spanOf(words, reach);
}

/**
 * The words that a selection touches, whole; null where it touches none.
 * @param anchor  where it was begun, in code points
 * @param focus  where it stands; before `anchor` when it was drawn backwards
 */
export function touched(words: readonly Span[], anchor: number, focus: number): Reach | null {
  if (anchor === focus) return null;
  const [start, stop] = [Math.min(anchor, focus), Math.max(anchor, focus)];
  const from = words.findIndex((one) => one.stop > start && one.start < stop);
  const to = words.findLastIndex((one) => one.stop > start && one.start < stop);
  if (from < 0) return null;
  return anchor < focus ? { anchor: from, focus: to } : { anchor: to, focus: from };
}

/** From the first to the last of the words that a proposal was found by; the whole text without them. */
export function around(text: string, found: readonly string[]): Span {
  const words = wordsOf(text);
  const named = words.filter((one) => found.includes(sliceOf(text, one)));
  const [first, last] = [named[0], named.at(-1)];
  return first && last ? { start: first.start, stop: last.stop } : { start: 0, stop: lengthOf(text) };
}
