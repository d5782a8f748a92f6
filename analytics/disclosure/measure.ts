/** On which released cells a measure is shown: those whose base the whole list can bear. */
import { sameLength, type NumberColumn } from '../estimate/column.ts';
import { cellKey, releaseColumns } from './candidate.ts';
import { rowsIn } from './profile.ts';
import { releaseOf, type CellName, type Release, type ReleaseCell, type ReleasePlan } from './release.ts';

export interface MeasureBase {
  /** rows that count in the measure (were asked, chose, answered); missing is no */
  readonly base?: ArrayLike<boolean | number | null>;
  /** of firms: what each row's firm counts, a whole number; rows without one are outside the base */
  readonly magnitudes?: NumberColumn;
  /** where each earlier publication showed the measure; by default wherever it released a cell */
  readonly past?: readonly (readonly CellName[])[];
}

/**
 * The released cells on which a measure is shown: the same audit, in the same order, with respondents outside the base
 * left away. A measure that everybody answered needs none.
 * @param plan  the one that gave the release
 * @example auditMeasure(plan, auditRelease(plan), { base: wasAsked })
 * @returns one verdict a cell of the release
 * @throws Problem columns_differ; value_not_allowed; audit_inexact
 */
export function auditMeasure(plan: ReleasePlan, release: Release, measure: MeasureBase): boolean[] {
  const { base, magnitudes, past } = measure;
  if (base) sameLength('base', base.length, rowsOf(plan));
  const candidates = release.cells.filter((cell) => cell.released);
  const own = { ...plan, candidates, ...(magnitudes && { magnitudes }), ...(past && { past }) };
  const shown = releaseOf(
    own,
    releaseColumns(own, (row) => base === undefined || Boolean(base[row])),
  );
  const keys = new Set(shown.cells.filter((cell) => cell.released).map(cellKey));
  return release.cells.map((cell) => keys.has(cellKey(cell)));
}

/**
 * A dimension read as a measure (sex by area): a category is a group of people like any cell, so its count is that of the
 * released cell, and nothing else may show it. A cell of the dimension itself has itself and nobody else in it.
 * @param overlapping  respondents may be in several categories, or in none
 * @returns respondents by category, null where it is not published; null as a whole when none is
 * @example categoriesFromCells(release.cells, { table: 'area', codes: ['PZ1'] }, 'sex', ['f', 'm'])
 */
export function categoriesFromCells(
  cells: readonly ReleaseCell[],
  cell: CellName,
  dimension: string,
  categories: readonly string[],
  overlapping = false,
): (number | null)[] | null {
  const released = new Map(cells.filter((one) => one.released).map((one) => [cellKey(one), one.n]));
  const names = cell.table === '' ? [] : cell.table.split('*');
  const own = cell.codes[names.indexOf(dimension)];
  const counts = categories.map((code) => {
    if (own === undefined) return released.get(cellKey(crossed(names, cell.codes, dimension, code))) ?? null;
    if (code === own) return released.get(cellKey(cell)) ?? null;
    return overlapping || !released.has(cellKey(cell)) ? null : 0;
  });
  return counts.every((count) => count === null) ? null : counts;
}

function crossed(names: readonly string[], codes: readonly string[], dimension: string, code: string): CellName {
  const parts = [...names.map((name, place) => [name, codes[place]!] as const), [dimension, code] as const];
  const sorted = parts.toSorted(([a], [b]) => (a < b ? -1 : 1));
  return { table: sorted.map(([name]) => name).join('*'), codes: sorted.map(([, own]) => own) };
}

/** Rows of a plan. */
export function rowsOf({ dimensions }: ReleasePlan): number {
  const [first] = Object.values(dimensions);
  if (first === undefined) return 0;
  return rowsIn(first);
}
