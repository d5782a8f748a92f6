/** The audited release of plain columns: which cells of some tables can be published together. */
import type { NumberColumn } from '../estimate/column.ts';
import { auditCells } from './audit.ts';
import {
  auditColumns,
  candidateCells,
  pastCells,
  releaseColumns,
  smallestOf,
  type ReleaseColumns,
} from './candidate.ts';
import type { History } from './history.ts';
import type { Dimensions, Flagged } from './profile.ts';

export interface ReleasePlan {
  /** what figures are divided by: one value a row and dimension */
  readonly dimensions: Dimensions;
  /**
   * names of dimensions, in the order in which cells are tried; `[]` is the total. What comes first is released first, so
   * list what matters most: the total, single dimensions, then pairs. Tables of as many dimensions that follow one
   * another are tried together, the largest cells first.
   */
  readonly tables: readonly (readonly string[])[];
  /** no combination of figures is about fewer respondents; 5 by default, never under 3 */
  readonly k?: number;
  /** sensitive values: cells with one hold at least 10, and no combination is about fewer than 10 who all have one */
  readonly flagged?: Flagged;
  /** respondents behind each row; 1 by default */
  readonly frequencies?: NumberColumn;
  /**
   * of firms: what each row's firm counts (employees to train), a whole number. Every combination then also keeps to
   * p % = 10, (1, 75 %) and (2, 85 %). A row without one does not count
   */
  readonly magnitudes?: NumberColumn;
  /** only these cells, in this order: those that are released, when a measure is audited; by default all of the tables */
  readonly candidates?: readonly CellName[];
  /**
   * for a publication after others: who was which row of `dimensions` in each publication, the new one last; stands in
   * the place of `frequencies`
   */
  readonly histories?: readonly History[];
  /**
   * of everybody's limit, the part that earlier publications could use and the part that is used after this one, so that
   * later ones have the rest; by default from 0 to 1
   */
  readonly budget?: Budget;
  /** what each earlier publication released, in their order: it stays in the audit */
  readonly past?: readonly (readonly CellName[])[];
}

export interface Budget {
  readonly from: number;
  readonly to: number;
}

/** How a cell is called: the names of its dimensions, sorted, joined by `*`, and one code each. */
export interface CellName {
  readonly table: string;
  readonly codes: readonly string[];
}

/** A candidate and the verdict. Of a cell that is not released nothing may leave, `n` included. */
export interface ReleaseCell extends CellName {
  readonly n: number;
  readonly released: boolean;
}

/** `share`: respondents in the released cells of a table, of those in all of them (each membership counts). */
export interface TableCoverage {
  readonly table: string;
  readonly cells: number;
  readonly released: number;
  readonly share: number;
}

export interface Release {
  /** every cell that holds anybody, in the order in which they were tried */
  readonly cells: readonly ReleaseCell[];
  readonly coverage: readonly TableCoverage[];
  /** the largest leverage of a respondent: below 1 / (k − 1) */
  readonly leverage: number;
  readonly k: number;
}

/**
 * Decides which cells can be published together, so that no linear combination of their figures (counts of anything, in
 * any number) is about fewer than k respondents. Looks at who stands where, never at answers. The same rows in another
 * order give the same verdict.
 *
 * @example
 * const { cells } = auditRelease({ dimensions: { area, sex }, tables: [[], ['area'], ['sex'], ['area', 'sex']], k: 5 });
 * const published = cells.filter((cell) => cell.released);
 * @example
 * auditRelease({ dimensions: { area, group: [['young'], ['young', 'jobless'], []] }, tables: [[], ['area'], ['group']] });
 * @example
 * // the second publication: 30 people more, so that differences between the two are about 30
 * auditRelease({ dimensions: { sex: ['f', 'm'] }, tables: [[], ['sex']], past: [[{ table: '', codes: [] }]],
 *   histories: [{ count: 20, rows: [0, 0] }, { count: 30, rows: [-1, 1] }] });
 * @throws Problem columns_differ; not_a_dimension; value_not_allowed; audit_inexact
 * @see docs/release.md for the proof, the rules and the limits
 */
export function auditRelease(plan: ReleasePlan): Release {
  return releaseOf(plan, releaseColumns(plan));
}

/** The same, of columns that were made from the plan. */
export function releaseOf(plan: ReleasePlan, columns: ReleaseColumns): Release {
  const before = pastCells(columns, plan);
  const candidates = candidateCells(columns, plan);
  const audit = auditCells(auditColumns(columns, plan), [...before, ...candidates]);
  const cells = candidates.map(({ table, codes, n }, place) => {
    return { table, codes, n, released: audit.released[before.length + place]! };
  });
  return { cells, coverage: coverageOf(cells), leverage: audit.leverage, k: smallestOf(plan) };
}

/** Released respondents of each table, in the order of the tables. */
export function coverageOf(cells: readonly ReleaseCell[]): TableCoverage[] {
  return [...Map.groupBy(cells, ({ table }) => table)].map(([table, all]) => {
    const shown = all.filter((cell) => cell.released);
    return { table, cells: all.length, released: shown.length, share: sizeOf(shown) / sizeOf(all) };
  });
}

const sizeOf = (cells: readonly ReleaseCell[]) => cells.reduce((sum, { n }) => sum + n, 0);
