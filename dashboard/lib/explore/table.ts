/** The table under a chart. */
import { writtenPlaces } from '../chart/order.ts';
import type { PlaceRow } from './places.ts';
import type { Scene } from './scene.ts';
import type { HeatRow, SkillRow } from './skills.ts';

/** `names`: how many of the first columns name the row; `href` chooses it, null where there is nothing to choose. */
export interface Table {
  readonly columns: readonly string[];
  readonly names: number;
  readonly rows: readonly TableRow[];
}
export interface TableRow {
  readonly key: string;
  readonly cells: readonly string[];
  readonly href: string | null;
  readonly chosen: boolean;
}

export const placeTable = (scene: Scene, rows: readonly PlaceRow[]): Table =>
  table(scene, ['territory'], rows, (row) => [row.full]);

/** With the places that each skill may have. */
export function skillTable(scene: Scene, all: readonly SkillRow[]): Table {
  const { columns, rows, ...rest } = table(scene, ['skill'], all, (row) => [row.label]);
  return {
    ...rest,
    columns: [...columns, scene.m('explore.column.place')],
    rows: rows.map((row, at) => ({ ...row, cells: [...row.cells, writtenPlaces(all[at]?.places ?? null)] })),
  };
}

export const heatTable = (scene: Scene, rows: readonly HeatRow[]): Table =>
  table(scene, ['skill', 'group'], rows, (row) => [row.skillLabel, row.groupLabel]);

type NameColumn = 'territory' | 'skill' | 'group';

function table<Row extends Pick<PlaceRow, 'key' | 'value' | 'href' | 'chosen'>>(
  { m, words }: Scene,
  columns: readonly NameColumn[],
  rows: readonly Row[],
  names: (row: Row) => string[],
): Table {
  return {
    columns: [...columns, 'rate', 'range', 'n'].map((column) => m(`explore.column.${column as NameColumn | 'rate'}`)),
    names: columns.length,
    rows: rows.map((row) => ({
      key: row.key,
      cells: [...names(row), words.short(row.value), words.range(row.value), words.count(row.value.n)],
      href: row.href,
      chosen: row.chosen,
    })),
  };
}
