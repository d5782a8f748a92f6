/** Where the words that somebody looked for stand in a text, whatever case and accents, as the search finds them. */

export interface Piece {
  readonly text: string;
  readonly found: boolean;
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The text in pieces, found and not by turns; put together they are the text. */
export function markedIn(text: string, words: readonly string[]): Piece[] {
  const signs = [...text];
  const held = coveredBy(signs, words.map(bare).filter(Boolean));
  const ends = signs.flatMap((_, at) => (at > 0 && held[at] !== held[at - 1] ? [at] : []));
  return [0, ...ends].flatMap((start, index) => {
    const piece = signs.slice(start, ends[index] ?? signs.length).join('');
    return piece === '' ? [] : [{ text: piece, found: held[start] ?? false }];
  });
}

/** Whether each sign lies in a word that was looked for. A sign may be none without its accent, or two. */
function coveredBy(signs: readonly string[], words: readonly string[]): boolean[] {
  const places = signs.flatMap((sign, at) => Array.from(bare(sign), () => at));
  const letters = signs.flatMap((sign) => Array.from(bare(sign)));
  const held = signs.map(() => false);
  for (const word of words.map((one) => [...one]))
    for (let at = 0; at + word.length <= letters.length; at += 1)
      if (word.every((letter, index) => letters[at + index] === letter))
        for (let sign = places[at]!; sign <= places[at + word.length - 1]!; sign += 1) held[sign] = true;
  // an accent that stands by itself belongs to the letter before it
  signs.forEach((sign, at) => (held[at] ||= bare(sign) === '' && (held[at - 1] ?? false)));
  return held;
}

/** Letters kept before the first word that was found, and after it. */
const [before, after] = [80, 240];

/** The part of a long text around the first word that was found. */
export function aroundFound(pieces: readonly Piece[]): Piece[] {
  const first = pieces.findIndex(({ found }) => found);
  const lead = pieces
    .slice(0, Math.max(0, first))
    .map(({ text }) => text)
    .join('');
  const rest = pieces.slice(Math.max(0, first));
  const start = lead.length > before ? lead.indexOf(' ', lead.length - before) + 1 : 0;
  const begin = start === 0 ? lead : `… ${lead.slice(start)}`;
  return [...(begin === '' ? [] : [{ text: begin, found: false }]), ...cutAfter(rest, after)];
}

function cutAfter(pieces: readonly Piece[], most: number): Piece[] {
  let left = most;
  return pieces.flatMap(({ text, found }) => {
    if (left <= 0) return [];
    const end = text.length > left ? text.lastIndexOf(' ', left) : text.length;
    left -= text.length;
    return [{ text: end < text.length ? `${text.slice(0, Math.max(end, 0))} …` : text, found }];
  });
}
