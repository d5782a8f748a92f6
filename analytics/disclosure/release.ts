/** The audited release of plain columns: which cells of some tables can be published together. */
import { numbers, type NumberColumn } from '../estimate/column.ts';
import { auditCells, respondentsOf, type AuditCell, type AuditColumns } from './audit.ts';
import { versionColumns, type History } from './history.ts';
import { cellsOf, flaggedProfiles, profilesOf, type Dimensions, type Flagged, type Profiles } from './profile.ts';

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

export interface NextReleasePlan extends Omit<ReleasePlan, 'frequencies'> {
  /** whose rows of `dimensions` stood in which publication */
  readonly histories: readonly History[];
  /** what was released by each publication so far, in their order; the audit goes on from there */
  readonly past: readonly (readonly CellName[])[];
}

export const smallestK = 3;
/** Where answers are sensitive. */
export const sensitiveK = 10;

/**
 * Decides which cells can be published together, so that no linear combination of their figures (counts of anything, in
 * any number) is about fewer than k respondents. Looks at who stands where, never at answers. The same rows in another
 * order give the same verdict.
 *
 * @example
 * const { cells } = auditRelease({ dimensions: { area, sex }, tables: [[], ['area'], ['sex'], ['area', 'sex']], k: 5 });
 * const published = cells.filter((cell) => cell.released);
 * @throws Problem columns_differ; not_a_dimension; audit_inexact
 * @see docs/release.md for the proof, the rules and the limits
 */
export function auditRelease(plan: ReleasePlan): Release {
  const profiles = profilesOf(plan.dimensions);
  const counts = profileCounts(profiles, plan.frequencies);
  const columns = { counts, profiles: Int32Array.from(counts.keys()), present: [Int32Array.from(counts.keys())] };
  return released(plan, profiles, columns, []);
}

/**
 * The next publication of the same survey: rows of earlier ones stay in the audit, so that differences between
 * publications are about k respondents as well. Takes one row of `dimensions` for each profile that occurs.
 *
 * @example
 * auditNextRelease({ dimensions: { sex: ['f', 'm'] }, tables: [[], ['sex']], past: [[{ table: '', codes: [] }]],
 *   histories: [{ count: 20, profiles: [0, 0] }, { count: 30, profiles: [-1, 1] }] });
 * @throws Problem columns_differ; not_a_dimension; audit_inexact
 */
export function auditNextRelease(plan: NextReleasePlan): Release {
  const profiles = profilesOf(plan.dimensions);
  const versions = versionColumns(plan.histories, plan.past.length + 1);
  const own = versions.profiles.map((row) => profiles.of[row]!);
  return released(plan, profiles, { ...versions, profiles: own }, plan.past);
}

/** Respondents by profile. */
export function profileCounts(profiles: Profiles, frequencies?: NumberColumn): Float64Array {
  const each = frequencies === undefined ? null : numbers('frequencies', frequencies, profiles.of.length);
  const counts = new Float64Array(profiles.count);
  profiles.of.forEach((profile, row) => (counts[profile]! += each?.[row] ?? 1));
  return counts;
}

/** What is audited: columns, the profile of each, and which of them stand in each publication, the new one last. */
export interface ReleaseColumns {
  readonly counts: Float64Array;
  readonly profiles: Int32Array;
  readonly present: readonly Int32Array[];
  readonly persons?: Int32Array;
  readonly magnitudes?: Float64Array;
}

type Rules = Pick<ReleasePlan, 'tables' | 'k' | 'flagged'>;
/** A cell as the audit takes it, with its name. */
export type NamedCell = AuditCell & CellName & { readonly n: number };

function released(
  plan: Rules,
  profiles: Profiles,
  columns: ReleaseColumns,
  past: readonly (readonly CellName[])[],
): Release {
  const before = past.flatMap((names, publication) =>
    namedCells(profiles, columns, publication, names, plan).map((cell) => ({ ...cell, role: 'past' as const })),
  );
  const candidates = candidateCells(profiles, columns, plan);
  const audit = auditCells(auditColumns(profiles, columns, plan), [...before, ...candidates]);
  const cells = candidates.map(({ table, codes, n }, place) => {
    return { table, codes, n, released: audit.released[before.length + place]! };
  });
  return { cells, coverage: coverageOf(cells), leverage: audit.leverage, k: atLeast(plan) };
}

export function auditColumns(profiles: Profiles, columns: ReleaseColumns, plan: Rules, least = 0): AuditColumns {
  const flags = flaggedProfiles(profiles, plan.flagged ?? {});
  const k = columns.profiles.map((profile) => Math.max(least, atLeast(plan, flags[profile] === 1)));
  return { ...columns, k };
}

/**
 * Every cell of the tables that holds anybody in the new publication. Tables of as many dimensions that follow one
 * another are a step; inside a step the largest cells come first, then by name.
 */
export function candidateCells(profiles: Profiles, columns: ReleaseColumns, plan: Rules): NamedCell[] {
  const publication = columns.present.length - 1;
  return stepsOf(plan.tables).flatMap((step) =>
    step
      .flatMap((names) => tableCells(profiles, columns, publication, names, plan))
      .filter(({ n }) => n > 0)
      .toSorted((a, b) => b.n - a.n || (key(a) < key(b) ? -1 : 1)),
  );
}

type Table = readonly string[];

function stepsOf(tables: readonly Table[]): Table[][] {
  const once = new Map(tables.map((names) => [names.toSorted().join('*'), names]));
  return [...once.values()].reduce<Table[][]>((steps, names) => {
    const last = steps.at(-1);
    if (last?.[0]?.length === names.length) return [...steps.slice(0, -1), [...last, names]];
    return [...steps, [names]];
  }, []);
}

/** The cells of those names, in their order. */
export function namedCells(
  profiles: Profiles,
  columns: ReleaseColumns,
  publication: number,
  names: readonly CellName[],
  plan: Rules,
): NamedCell[] {
  const tables = [...new Set(names.map(({ table }) => table))];
  const known = new Map(
    tables
      .flatMap((table) => tableCells(profiles, columns, publication, table === '' ? [] : table.split('*'), plan))
      .map((cell) => [key(cell), cell]),
  );
  return names.flatMap((name) => known.get(key(name)) ?? []);
}

function tableCells(
  profiles: Profiles,
  columns: ReleaseColumns,
  publication: number,
  names: readonly string[],
  plan: Rules,
): NamedCell[] {
  const present = Map.groupBy(columns.present[publication]!, (column) => columns.profiles[column]!);
  return cellsOf(profiles, names, plan.flagged ?? {}).map(({ table, codes, flagged, members }) => {
    const set = Int32Array.from(members.flatMap((profile) => present.get(profile) ?? [])).sort();
    return { table, codes, least: atLeast(plan, flagged), columns: set, n: respondentsOf(columns, set) };
  });
}

/** Released respondents of each table, in the order of the tables. */
export function coverageOf(cells: readonly ReleaseCell[]): TableCoverage[] {
  return [...Map.groupBy(cells, ({ table }) => table)].map(([table, all]) => {
    const shown = all.filter((cell) => cell.released);
    const share = sizeOf(shown) / sizeOf(all);
    return { table, cells: all.length, released: shown.length, share };
  });
}

const sizeOf = (cells: readonly ReleaseCell[]) => cells.reduce((sum, { n }) => sum + n, 0);

function atLeast({ k = 5 }: Rules, isFlagged = false): number {
  return Math.max(k, isFlagged ? sensitiveK : smallestK);
}

const key = ({ table, codes }: CellName) => JSON.stringify([table, ...codes]);
