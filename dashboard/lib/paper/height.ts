/** How high the pieces of paper are, in millimetres, reckoned before they are drawn. */
import type { SkillQuote } from '../../../analytics/contract.ts';
import type { Block } from './block.ts';
import type { Heat } from './heat.ts';
import type { Levels } from './levels.ts';
import { linesOf } from './lines.ts';
import { page, type Item, type PaperTable, type Part, type TableRow, type Told } from './part.ts';

/** of a line of text; of a line of a table in words, and how wide its letters are against those of text */
const line = 4.3;
const [fine, fineScale] = [3.8, 0.93] as const;
/** of a line of a heading within a chapter, and how wide its letters are */
const [heading, headingScale] = [4.7, 1.2] as const;
const boldScale = 1.02;

export function heightOf(part: Part): number {
  if (part.kind === 'block') return blockHeight(part.block, 62);
  if (part.kind === 'pair') return Math.max(...part.blocks.map((block) => blockHeight(block, pairLabel(block))));
  if (part.kind === 'heat') return heatHeight(part.heat);
  if (part.kind === 'levels') return levelsHeight(part.levels);
  if (part.kind === 'map') return mapHeight(part);
  if (part.kind === 'text') return head(part) + sum(part.lines, toldHeight);
  if (part.kind === 'items') return head(part) + sum(part.items, itemHeight);
  if (part.kind === 'quotes') return head(part) + sum(part.quotes, (quote) => quoteHeight(quote));
  return tableHead(part.table) + rowsHeight(part.table);
}

/** Millimetres of the column that names the rows of one of a pair: places stand before it. */
const pairLabel = ({ ranges }: Block) => (ranges?.rows.some(({ tied }) => tied) ? 31 : 44);

/** Reckons a piece once, however often its page is tried; `within`, what it is part of, is the same each time. */
function once<Piece extends object, Within extends unknown[]>(of: (piece: Piece, ...within: Within) => number) {
  const known = new WeakMap<Piece, number>();
  return (piece: Piece, ...within: Within): number => {
    const height = known.get(piece) ?? of(piece, ...within);
    known.set(piece, height);
    return height;
  };
}

const sum = <T>(all: readonly T[], of: (one: T) => number) => all.reduce((total, one) => total + of(one), 0);
const headingHeight = (words: string, width: number) => heading * linesOf(words, width, headingScale);
const toldHeight = once(({ text, figure }: Told) => {
  const words = figure ? `${text} ${'n'.repeat(figure.id.length + 6)}` : text;
  return 1.3 + line * linesOf(words, page.width);
});

/** Whether a head of so many columns has a word that is wider than its column: then all stand upright. */
export const isUpright = (columns: Heat['columns']): boolean =>
  columns.some(({ label }) => label.split(/\s+/).some((word) => word.length * 1.35 > 134 / columns.length - 1.4));

/** Heads that stand upright take two lines at most, and end where the longest does. */
function headHeight(columns: Heat['columns']): number {
  const longest = Math.max(1, ...columns.map(({ label }) => label.length));
  if (isUpright(columns)) return 3 + Math.min(upright, longest * 1.3);
  const width = 134 / Math.max(1, columns.length) - 1.4;
  return 2 + 3.1 * Math.max(1, ...columns.map(({ label }) => linesOf(label, width, 0.87)));
}

/** Millimetres of a head that stands upright. */
const upright = 26;

/** The line that says which territory's figures these are instead. */
const told = ({ near }: Pick<Block, 'near'>) => (near ? 5 + line * linesOf(near, 170) : 0);

export function heatHeight({ rows, columns, hidden, near }: Heat): number {
  const also = hidden.length > 0 ? 1 + line * linesOf(`${hidden.join(', ')}${'n'.repeat(45)}`, page.width) : 0;
  return sum(rows, ({ label }) => 2.05 + line * linesOf(label, 44)) + headHeight(columns) + also + told({ near }) + 20;
}

/** Each skill has a row, and a line below that says where it comes from. */
function levelsHeight(levels: Levels): number {
  const read = linesOf(`${'parole '.repeat(12)}${levels.scale.map((step) => `0 ${step};`).join(' ')}`, page.width);
  return 11.8 + line * read + told(levels) + sum(levels.rows, ({ skill }) => 2 + line * linesOf(skill, 54) + 4.5);
}

/** The drawing, or the list beside it where that is higher. */
function mapHeight({ map }: Extract<Part, { readonly kind: 'map' }>): number {
  const drawing = Math.min(92, (96 * map.height) / 360);
  const list = sum(map.marks, ({ name, words }) => 1.2 + line * linesOf(`${name}${'n'.repeat(4)}${words}`, 76));
  const { title, subtitle, summary } = map.text;
  const words = headingHeight(title, page.width) + line * linesOf(subtitle, page.width);
  return Math.max(drawing, list) + words + 4 + 3.6 * linesOf(`${summary}${'n'.repeat(40)}`, page.width, 0.87);
}

const head = ({ title, goesOn }: { readonly title: string | null; readonly goesOn?: boolean }) =>
  title === null && !goesOn ? 0 : headingHeight(title ?? '', page.width) + 0.4;
const itemHeight = once(
  ({ term, text, figure }: Item) =>
    1.6 + Math.max(line * linesOf(term, 48, boldScale), line * linesOf(text, 128) + (figure ? 4.6 : 0)),
);
export const quoteHeight = ({ text, translation }: SkillQuote, width = 165): number =>
  11 + line * (linesOf(text, width) + (translation ? linesOf(translation, width - 20) : 0));

/** @param label  millimetres of the column that names the rows */
export function blockHeight({ near, ranges, title }: Block, label: number): number {
  const rows = ranges
    ? sum(ranges.rows, (row) => 1.9 + line * linesOf(row.label, label)) + (label < 46 ? 14.5 : 11)
    : 0;
  return headingHeight(title, label < 46 ? 84 : page.width) + 1.5 + told({ near }) + rows;
}

/** Title, the row of columns, and the line below that says where it comes from. */
const tableHead = (table: PaperTable) =>
  headingHeight(table.title, 160) + (table.figure === null ? 1.5 : 6) + fine * linesOfCells(table, table.columns);

function rowsHeight(table: PaperTable): number {
  const columns = foldedRows(table).map((rows) => sum(rows, (row) => rowHeight(row, table)));
  return Math.max(...columns);
}

const rowHeight = once(({ cells }: TableRow, table: PaperTable) => 1.1 + fine * linesOfCells(table, cells));

/** Rows of each column of the page. */
export function foldedRows({ rows, folded }: Pick<PaperTable, 'rows' | 'folded'>): (readonly TableRow[])[] {
  const half = Math.ceil(rows.length / 2);
  return folded ? [rows.slice(0, half), rows.slice(half)] : [rows];
}

function linesOfCells({ widths, folded }: PaperTable, cells: readonly string[]): number {
  const whole = folded ? (page.width - 7) / 2 : page.width;
  return Math.max(...cells.map((words, at) => linesOf(words, (widths[at] ?? 0.1) * whole - 1.8, fineScale)));
}
