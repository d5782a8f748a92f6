/** The columns and cells of a release plan, as the audit takes them. */
import { Problem } from '../../problem.ts';
import { numbers } from '../estimate/column.ts';
import { respondentsOf, type AuditCell, type AuditColumns } from './audit.ts';
import { cellsOf, flaggedProfiles, profilesOf, type Profiles } from './profile.ts';
import { versionColumns, type History } from './history.ts';
import type { Budget, CellName, ReleasePlan } from './release.ts';

/** What is audited: one column a profile, or one a version of answers where the plan has histories. */
export interface ReleaseColumns {
  readonly profiles: Profiles;
  readonly counts: Float64Array;
  /** the profile of each column */
  readonly profileOf: Int32Array;
  /** the columns that stand in each publication, the new one last */
  readonly present: readonly Int32Array[];
  readonly persons?: Int32Array;
}

/** A cell as the audit takes it, with its name. */
export type NamedCell = AuditCell & CellName & { readonly n: number };

type Table = readonly string[];

/** No setting goes below. */
const smallestK = 3;
/** Where answers are sensitive. */
export const sensitiveK = 10;

/** Nothing before, and nothing to come. */
const whole: Budget = { from: 0, to: 1 };

/** Cells of one dimension leave the rest of a budget to pairs, until these were tried. */
const ofSingles = 0.75;

/** Sums of 9,000 squares are exact in a double. */
const largestMagnitude = 1_000_000;

/** The k of a plan, of what is sensitive and what is not. */
export function smallestOf({ k = 5 }: Pick<ReleasePlan, 'k'>, isFlagged = false): number {
  return Math.max(k, isFlagged ? sensitiveK : smallestK);
}

/**
 * The columns of a plan; firms of different magnitude are never in one, and where there are magnitudes, rows without one
 * do not count.
 * @param counts  whether the respondents of a row count; those of the others leave their columns, which stay
 */
export function releaseColumns(plan: ReleasePlan, counts: (row: number) => boolean = () => true): ReleaseColumns {
  const { magnitudes } = plan;
  const profiles = profilesOf(plan.dimensions, magnitudes === undefined ? {} : { magnitudes });
  const isIn = (row: number) => counts(row) && (magnitudes === undefined || isNumber(magnitudes[row]));
  return plan.histories === undefined
    ? profileColumns(profiles, plan, isIn)
    : historyColumns(profiles, plan.histories, isIn);
}

function profileColumns(profiles: Profiles, plan: ReleasePlan, isIn: (row: number) => boolean): ReleaseColumns {
  const { frequencies } = plan;
  const each = frequencies === undefined ? null : numbers('frequencies', frequencies, profiles.of.length);
  const counts = new Float64Array(profiles.count);
  profiles.of.forEach((profile, row) => {
    if (isIn(row)) counts[profile]! += each?.[row] ?? 1;
  });
  const all = Int32Array.from(counts.keys());
  return { profiles, counts, profileOf: all, present: [all] };
}

function historyColumns(
  profiles: Profiles,
  histories: readonly History[],
  isIn: (row: number) => boolean,
): ReleaseColumns {
  const { rows, persons, present, counts } = versionColumns(histories);
  return {
    ...{ profiles, persons, present },
    counts: counts.map((count, column) => (isIn(rows[column]!) ? count : 0)),
    profileOf: rows.map((row) => profiles.of[row]!),
  };
}

/**
 * Adds the limits and the magnitudes.
 * @throws Problem value_not_allowed when a magnitude is no whole number
 */
export function auditColumns({ profiles, profileOf, ...columns }: ReleaseColumns, plan: ReleasePlan): AuditColumns {
  const flags = flaggedProfiles(profiles, plan.flagged ?? {});
  const k = profileOf.map((profile) => smallestOf(plan, flags[profile] === 1));
  const part = (plan.budget ?? whole).to;
  if (plan.magnitudes === undefined) return { ...columns, k, part };
  const values = numbers('magnitudes', plan.magnitudes, profiles.of.length);
  const magnitudes = Float64Array.from(profileOf, (profile) => wholeNumber(values, profiles.rows[profile]!));
  return { ...columns, k, part, magnitudes };
}

/**
 * Every cell of the tables that holds anybody in the new publication. Tables of as many dimensions that follow one
 * another are a step; inside a step the largest cells come first, then by name.
 */
export function candidateCells(columns: ReleaseColumns, plan: ReleasePlan): NamedCell[] {
  const publication = columns.present.length - 1;
  if (plan.candidates) return namedCells(columns, publication, plan.candidates, plan);
  return stepsOf(plan.tables).flatMap((step) =>
    step
      .flatMap((names) => tableCells(columns, publication, names, plan))
      .filter(({ n }) => n > 0)
      .toSorted((a, b) => b.n - a.n || (cellKey(a) < cellKey(b) ? -1 : 1)),
  );
}

/** What earlier publications released: rows of the audit, whatever they hold by now. */
export function pastCells(columns: ReleaseColumns, plan: ReleasePlan): NamedCell[] {
  const past = plan.past ?? [];
  return past.flatMap((names, publication) =>
    namedCells(columns, publication, names, plan).map((cell) => ({ ...cell, role: 'past' as const })),
  );
}

/** The cells of those names, in their order; without those that hold nobody. */
function namedCells(
  columns: ReleaseColumns,
  publication: number,
  names: readonly CellName[],
  plan: ReleasePlan,
): NamedCell[] {
  const tables = [...new Set(names.map(({ table }) => table))];
  const known = new Map(
    tables
      .flatMap((table) => tableCells(columns, publication, table === '' ? [] : table.split('*'), plan))
      .map((cell) => [cellKey(cell), cell]),
  );
  return names.flatMap((name) => known.get(cellKey(name)) ?? []).filter(({ n }) => n > 0);
}

function tableCells(columns: ReleaseColumns, publication: number, names: Table, plan: ReleasePlan): NamedCell[] {
  return tableSets(columns, publication, names, plan).map(({ table, codes, flagged, set }) => {
    const part = partOf(codes, plan.budget);
    return { table, codes, part, least: smallestOf(plan, flagged), columns: set, n: respondentsOf(columns, set) };
  });
}

const partOf = ({ length }: readonly string[], { from, to } = whole): number =>
  length === 1 ? from + ofSingles * (to - from) : to;

interface TableSet extends CellName {
  readonly flagged: boolean;
  readonly set: Int32Array;
}

/** The same columns are audited once for each base; which of them stand in a cell does not change. */
const known = new WeakMap<ReleaseColumns['present'], Map<string, readonly TableSet[]>>();

function tableSets(columns: ReleaseColumns, publication: number, names: Table, plan: ReleasePlan): readonly TableSet[] {
  const sets = known.get(columns.present) ?? new Map<string, readonly TableSet[]>();
  known.set(columns.present, sets);
  const key = JSON.stringify([publication, names, plan.flagged]);
  const found = sets.get(key) ?? tableSetsOf(columns, publication, names, plan);
  sets.set(key, found);
  return found;
}

function tableSetsOf(columns: ReleaseColumns, publication: number, names: Table, plan: ReleasePlan): TableSet[] {
  const present = Map.groupBy(columns.present[publication]!, (column) => columns.profileOf[column]!);
  return cellsOf(columns.profiles, names, plan.flagged ?? {}).map(({ table, codes, flagged, members }) => {
    const set = Int32Array.from(members.flatMap((profile) => present.get(profile) ?? [])).sort();
    return { table, codes, flagged, set };
  });
}

function stepsOf(tables: readonly Table[]): Table[][] {
  const once = new Map(tables.map((names) => [names.toSorted().join('*'), names]));
  return [...once.values()].reduce<Table[][]>((steps, names) => {
    const last = steps.at(-1);
    if (last?.[0]?.length === names.length) return [...steps.slice(0, -1), [...last, names]];
    return [...steps, [names]];
  }, []);
}

function wholeNumber(values: Float64Array, row: number): number {
  const value = values[row]!;
  if (Number.isNaN(value)) return 0;
  if (Number.isInteger(value) && value >= 0 && value <= largestMagnitude) return value;
  const needed = `0, 1, 2 … ${largestMagnitude}`;
  throw new Problem('value_not_allowed', { column: 'magnitudes', row, value: String(value), needed });
}

const isNumber = (value: number | null | undefined) => typeof value === 'number' && !Number.isNaN(value);

export const cellKey = ({ table, codes }: CellName): string => JSON.stringify([table, ...codes]);
