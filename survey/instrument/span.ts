/** Where each value of a JSON text stands, so that a finding can be jumped to and a text changed in its place. */

/** From the first character of a value to the one after its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Spans {
  /** by path, such as `pages[0].elements[2].title` */
  readonly of: ReadonlyMap<string, Span>;
  /** paths of keys that an object says twice: the last one counts, which nobody means */
  readonly twice: readonly string[];
  /** the line of a path, from 1; that of what is around it where the path itself is not in the text */
  lineOf(path: string): number | null;
}

/** Places beyond these are not kept: paths of a text nested thousands of times would fill the memory. */
const mostPlaces = 100_000;
const deepest = 30;

interface Frame {
  readonly path: string;
  readonly start: number;
  readonly list: boolean;
  index: number;
  key: string;
}

/** Scans a text that `JSON.parse` has taken; without recursion, whatever its depth. */
export function spansOf(text: string): Spans {
  const scan = new Scan(text);
  scan.run();
  const lines = lineStarts(text);
  const lineOf = (path: string): number | null => {
    for (let at = path; ; at = around(at)) {
      const span = scan.of.get(at);
      if (span) return upTo(lines, span.start);
      if (at === '') return null;
    }
  };
  return { of: scan.of, twice: scan.twice, lineOf };
}

class Scan {
  readonly of = new Map<string, Span>();
  readonly twice: string[] = [];
  readonly #text: string;
  readonly #open: Frame[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    const token = /[{}[\],:"]|[^\s{}[\],:"]+/g;
    for (let match = token.exec(this.#text); match; match = token.exec(this.#text)) {
      const { index } = match;
      const [sign] = match;
      if (sign === '"') token.lastIndex = this.#string(index);
      else if (sign === '{' || sign === '[') this.#begin(index, sign === '[');
      else if (sign === '}' || sign === ']') this.#end(index);
      else if (sign !== ',' && sign !== ':') this.#keep(this.#next(), index, index + sign.length);
    }
  }

  #string(start: number): number {
    const end = endOfString(this.#text, start);
    const frame = this.#open.at(-1);
    const isKey = frame && !frame.list && frame.key === '';
    if (isKey) frame.key = this.#text.slice(start, end);
    else this.#keep(this.#next(), start, end);
    return end;
  }

  #begin(start: number, list: boolean): void {
    this.#open.push({ path: this.#next(), start, list, index: 0, key: '' });
  }

  #end(index: number): void {
    const frame = this.#open.pop();
    if (frame) this.#keep(frame.path, frame.start, index + 1);
  }

  /** The path of the value that begins here. */
  #next(): string {
    const frame = this.#open.at(-1);
    if (!frame || this.#open.length > deepest) return this.#forgotten(frame);
    if (frame.list) return `${frame.path}[${frame.index++}]`;
    const key = JSON.parse(frame.key) as string;
    frame.key = '';
    return frame.path === '' ? key : `${frame.path}.${key}`;
  }

  #forgotten(frame: Frame | undefined): string {
    if (frame) frame.key = '';
    return '';
  }

  #keep(path: string, start: number, end: number): void {
    if (this.#open.length > deepest) return;
    if (this.of.has(path)) this.twice.push(path);
    if (this.of.size < mostPlaces) this.of.set(path, { start, end });
  }
}

/** @returns the place after the closing quote of the string that begins at `start` */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
  return at + 1;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of these sorted numbers are at most `value`. */
function upTo(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const around = (path: string) => path.slice(0, Math.max(0, path.lastIndexOf('.'), path.lastIndexOf('[')));
