/** Pieces of a report. */
import type { SkillQuote } from '../../../analytics/contract.ts';
import type { PromiseMap } from '../programme/promise-map.ts';
import type { Block } from './block.ts';
import type { Listed } from './figure.ts';
import type { Heat } from './heat.ts';
import type { Levels } from './levels.ts';

/**
 * A table in words.
 * - `names`: how many of its first columns name the row; `widths`: of columns, in parts of the table
 * - `folded`: its rows stand in two columns of the page, down the first and then down the second
 * - `crossed`: rows of the figure that columns after the name stand for; the rows of the table are what divides it
 */
export interface PaperTable {
  readonly title: string;
  readonly figure: string | null;
  readonly columns: readonly string[];
  readonly names: number;
  readonly widths: readonly number[];
  readonly rows: readonly TableRow[];
  readonly folded?: boolean;
  readonly crossed?: readonly string[];
}

/** `code`: names the row in the figure; of a crossed table, what divides it. */
export interface TableRow {
  readonly code: string;
  readonly cells: readonly string[];
}

export interface Told {
  readonly text: string;
  readonly figure?: Listed | null;
}

/** How many of its rows a part has at least, so that it may stand at the foot of a page; and where there is room enough. */
export interface RowsWanted {
  readonly least: number;
  readonly usual: number;
}

/** `rows`: of what may have fewer rows, or more where the page has room. `goesOn`: what began on an earlier page, and says so. `within`: the heading that items without a title of their own belong to. */
export type Part =
  | { readonly kind: 'block'; readonly block: Block; readonly head: string; readonly rows?: RowsWanted }
  | { readonly kind: 'pair'; readonly blocks: readonly Block[]; readonly head: string }
  | { readonly kind: 'heat'; readonly heat: Heat; readonly rows: RowsWanted }
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

/** Millimetres: what a page holds under its running title, and a chapter's own; how wide it is. */
export const page = { height: 253, chapter: 15.5, width: 180 } as const;

/** Figures side by side; the last of an odd number has the width of the page. */
export const inPairs = (blocks: readonly Block[], head: string): Part[] =>
  blocks
    .filter((_, at) => at % 2 === 0)
    .map((one, at) => {
      const second = blocks[2 * at + 1];
      return second ? { kind: 'pair', blocks: [one, second], head } : { kind: 'block', block: one, head };
    });
