/** The lines into which the page has broken its words. */
export interface Line {
  readonly words: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** @param text  as it is laid out */
export function linesOf(text: Text): Line[] {
  const range = document.createRange();
  const lines: Line[] = [];
  [...text.data].reduce((from, letter) => {
    range.setStart(text, from);
    range.setEnd(text, from + letter.length);
    const box = range.getClientRects()[0];
    if (box && box.width > 0) add(lines, letter, box);
    return from + letter.length;
  }, 0);
  return lines.map((line) => ({ ...line, words: line.words.trimEnd() })).filter(({ words }) => words !== '');
}

function add(lines: Line[], letter: string, { left, right, top, bottom }: DOMRect): void {
  const last = lines.at(-1);
  const words = /\s/.test(letter) ? ' ' : letter;
  if (last && Math.abs(last.top - top) < 2) {
    lines[lines.length - 1] = { ...last, words: last.words + words, right: words === ' ' ? last.right : right };
  } else if (words !== ' ') lines.push({ words, left, right, top, bottom });
}
