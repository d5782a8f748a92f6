/** Pieces of a report and how high they are, so that each page is filled, and the contents know its number beforehand. */
import type { SkillQuote } from '../../../analytics/contract.ts';
import type { PromiseMap } from '../programme/promise-map.ts';
import type { Block } from './block.ts';
import type { Listed } from './figure.ts';
import type { Heat } from './heat.ts';
import type { Levels } from './levels.ts';

/** A table in words; `names`: how many of its first columns name the row; `widths` in parts of the page. */
export interface PaperTable {
  readonly title: string;
  readonly figure: string | null;
  readonly columns: readonly string[];
  readonly names: number;
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
}

/** `code`: names the row in the figure; `column` besides where the figure is divided. */
export interface TableRow {
  readonly code: string;
  readonly column?: string;
  readonly cells: readonly string[];
}

export interface Told {
  readonly text: string;
  readonly figure?: Listed | null;
}

/** `goesOn`: what began on an earlier page, and says so. `within`: the heading that items without a title of their own belong to. */
export type Part =
  | { readonly kind: 'block'; readonly block: Block; readonly head: string }
  | { readonly kind: 'pair'; readonly blocks: readonly Block[]; readonly head: string }
  | { readonly kind: 'heat'; readonly heat: Heat }
  | { readonly kind: 'levels'; readonly levels: Levels }
  | { readonly kind: 'map'; readonly map: PromiseMap; readonly figure: string | null }
  | { readonly kind: 'text'; readonly title: string | null; readonly lines: readonly Told[]; readonly goesOn?: boolean }
  | {
      readonly kind: 'items';
      readonly title: string | null;
      readonly items: readonly Item[];
      readonly goesOn?: boolean;
      readonly within?: string;
    }
  | {
      readonly kind: 'quotes';
      readonly title: string | null;
      readonly quotes: readonly SkillQuote[];
      readonly goesOn?: boolean;
    }
  | { readonly kind: 'table'; readonly table: PaperTable; readonly goesOn: boolean };

export interface Item {
  readonly term: string;
  readonly text: string;
  readonly figure?: Listed | null;
}

/** Millimetres: what a page holds under its running title and a chapter's own; of a line of text, and of a letter. */
export const page = { height: 252, chapter: 16, width: 180 } as const;
const line = 4.3;
const letter = 1.42;
const gap = 4;
/** of a line of a table in words, and of a letter there: identifiers are of wide ones */
const [fine, fineLetter] = [3.8, 1.36] as const;

/** Lines that words take in a column, each word whole where it fits. */
export function linesOf(words: string, width: number, of = letter): number {
  const most = Math.max(1, Math.floor(width / of));
  let [lines, used] = [1, 0];
  for (const { length } of words.split(' ')) {
    if (used > 0 && used + 1 + length > most) [lines, used] = [lines + 1, 0];
    lines += Math.max(1, Math.ceil(length / most)) - 1;
    used += (used > 0 ? 1 : 0) + (length > most ? length % most : length);
  }
  return lines;
}

export function heightOf(part: Part): number {
  if (part.kind === 'block') return blockHeight(part.block, 62);
  if (part.kind === 'pair') return Math.max(...part.blocks.map((block) => blockHeight(block, 44)));
  if (part.kind === 'heat') return heatHeight(part.heat);
  if (part.kind === 'levels') return 20 + told(part.levels) + part.levels.rows.length * 12.5;
  if (part.kind === 'map') return 118;
  if (part.kind === 'text') return head(part) + sum(part.lines, ({ text }) => 1.5 + line * linesOf(text, page.width));
  if (part.kind === 'items') return head(part) + sum(part.items, (item) => itemHeight(item));
  if (part.kind === 'quotes') return head(part) + sum(part.quotes, (quote) => quoteHeight(quote));
  return tableHead(part.table) + sum(part.table.rows, (row) => rowHeight(part.table, row));
}

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);
/** Whether a head of so many columns has a word that is wider than its column: then all stand upright. */
export const isUpright = (columns: Heat['columns']): boolean =>
  columns.some(({ label }) => label.split(/\s+/).some((word) => word.length * 1.35 > 134 / columns.length - 1.4));

/** Heads that stand upright take two lines at most. */
function headHeight(columns: Heat['columns']): number {
  const longest = Math.max(1, ...columns.map(({ label }) => label.length));
  if (isUpright(columns)) return 4 + upright;
  return 2 + 3.6 * Math.ceil((longest * 1.4) / (134 / Math.max(1, columns.length)));
}

/** Millimetres of a head that stands upright. */
export const upright = 26;

/** The line that says which territory's figures these are instead. */
const told = ({ near }: Pick<Block, 'near'>) => (near ? 5 + line * linesOf(near, 170) : 0);

export function heatHeight({ rows, columns, hidden, near }: Heat): number {
  const also = hidden.length > 0 ? 2 + line * linesOf(hidden.join(', '), 150) : 0;
  return sum(rows, ({ label }) => 2.2 + line * linesOf(label, 44)) + headHeight(columns) + also + told({ near }) + 21;
}

const head = ({ title, goesOn }: { readonly title: string | null; readonly goesOn?: boolean }) =>
  title === null && !goesOn ? 0 : 7.5;
const itemHeight = ({ term, text, figure }: Item) =>
  1.6 + line * Math.max(linesOf(term, 44), linesOf(text, 128) + (figure ? 1 : 0));
export const quoteHeight = ({ text, translation }: SkillQuote, width = 165): number =>
  11 + line * (linesOf(text, width) + (translation ? linesOf(translation, width - 20) : 0));

/** @param label  millimetres of the column that names the rows */
export function blockHeight({ near, ranges, title }: Block, label: number): number {
  const rows = ranges ? sum(ranges.rows, (row) => 1.8 + line * linesOf(row.label, label)) + (label < 46 ? 15 : 12) : 0;
  return 6 * linesOf(title, 130) + told({ near }) + rows;
}

const tableHead = ({ columns, widths, title }: PaperTable) =>
  6 * linesOf(title, 130) +
  5 +
  fine * Math.max(...columns.map((words, at) => linesOf(words, width(widths, at), fineLetter)));

const rowHeight = ({ widths }: PaperTable, { cells }: TableRow) =>
  1 + fine * Math.max(...cells.map((words, at) => linesOf(words, width(widths, at), fineLetter)));

const width = (widths: readonly number[], at: number) => (widths[at] ?? 0.1) * page.width - 2;

/** Fills pages with parts in their order; what goes on over pages is divided, with its head on each. */
export function paged(parts: readonly Part[], first = page.height - page.chapter): Part[][] {
  const pages: Part[][] = [[]];
  let room = first;
  const turn = () => {
    pages.push([]);
    room = page.height;
  };
  const put = (part: Part) => {
    const isFirst = pages.at(-1)!.length === 0;
    pages.at(-1)!.push(isFirst && part.kind === 'items' && part.within ? { ...part, goesOn: true } : part);
    room -= heightOf(part) + gap;
  };
  for (const part of parts) {
    let rest: Part | null = part;
    while (rest !== null) {
      const [here, later]: readonly [Part | null, Part | null] = divided(rest, room);
      if (here === null) turn();
      else put(here);
      rest = here === null ? rest : later;
      if (here !== null && later !== null) turn();
    }
  }
  return pages;
}

/** As much of a part as there is room for, and the rest; null first where a page should be turned before it begins. */
function divided(part: Part, room: number): readonly [Part | null, Part | null] {
  if (heightOf(part) <= room) return [part, null];
  if (part.kind === 'table')
    return cut(part, part.table.rows, room, (rows, goesOn) => ({
      ...{ kind: 'table', goesOn: part.goesOn || goesOn },
      table: { ...part.table, rows },
    }));
  if (part.kind === 'items')
    return cut(part, part.items, room, (items, isRest) => ({ ...part, items, goesOn: part.goesOn === true || isRest }));
  if (part.kind === 'text')
    return cut(part, part.lines, room, (lines, isRest) => ({ ...part, lines, goesOn: part.goesOn === true || isRest }));
  if (part.kind === 'quotes')
    return cut(part, part.quotes, room, (quotes, isRest) => ({
      ...part,
      quotes,
      goesOn: part.goesOn === true || isRest,
    }));
  return room >= page.height - page.chapter ? [part, null] : [null, part];
}

/** Rows of one territory are not torn apart, and no page begins with one or two pieces alone. */
function together(part: Part, count: number, all: number): number {
  if (part.kind === 'table' && part.table.names > 1) {
    const nameAt = (at: number) => part.table.rows[at]?.cells[0];
    let from = count;
    while (from > 0 && nameAt(from) === nameAt(from - 1)) from--;
    if (from > 0) return from;
  }
  return count < all && all - count < 3 ? Math.max(count - 2, Math.min(3, count)) : count;
}

/** At least three pieces stand together under a head; a piece larger than a page stands alone. */
function cut<Piece>(
  part: Part,
  pieces: readonly Piece[],
  room: number,
  make: (some: readonly Piece[], isRest: boolean) => Part,
): readonly [Part | null, Part | null] {
  let count = 0;
  // from the front: what goes on over many pages is long
  while (count < pieces.length && heightOf(make(pieces.slice(0, count + 1), false)) <= room) count++;
  count = together(part, count, pieces.length);
  if (count >= Math.min(3, pieces.length))
    return [make(pieces.slice(0, count), false), make(pieces.slice(count), true)];
  const isWholePage = room >= page.height - page.chapter;
  if (!isWholePage) return [null, part];
  const some = Math.max(1, count);
  return [make(pieces.slice(0, some), false), some < pieces.length ? make(pieces.slice(some), true) : null];
}
