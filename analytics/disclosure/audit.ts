/** The audit of a list of cells: which of them can be released together. It sees who stands where, never an answer. */
import { Problem } from '../../problem.ts';
import { loadsOf } from './load.ts';
import { membershipOf, type ColumnSet, type Membership } from './membership.ts';
import { emptyRowSpace, type Residual, type RowSpace } from './row-space.ts';

/** Columns of the matrix of cells × answers: one for all respondents who stand in the same cells. */
export interface AuditColumns {
  /** respondents of each column */
  readonly counts: ArrayLike<number>;
  /** by column: no combination is about fewer people of that kind; the limit of their leverage is 1 / (k − 1) */
  readonly k: ArrayLike<number>;
  /** what one respondent counts, a whole number; by default 1. With magnitudes the limit is `dominance` where stricter */
  readonly magnitudes?: ArrayLike<number>;
  /** columns of the same persons (several versions of their answers) have the same number; by default each its own */
  readonly persons?: ArrayLike<number>;
}

export interface AuditCell extends ColumnSet {
  /** fewer respondents are not released */
  readonly least: number;
  /** `past`: released by an earlier publication, a row whatever it is; `watched`: for the guard to see, never released */
  readonly role?: 'past' | 'watched';
}

/** The cells that hold enough respondents, as the audit takes them. */
export interface Tried {
  /** where each of them stands in the list that was given */
  readonly places: readonly number[];
  readonly membership: Membership;
  /** respondents of each class times their squared magnitudes */
  readonly weights: Float64Array;
}

/** A further condition on cells that passed the audit; asked last, of independent cells only. */
export interface Guard {
  readonly allows: (residual: Residual) => boolean;
  /** told of every independent row, past ones too */
  readonly added: (residual: Residual) => void;
}

export interface Audited {
  readonly released: readonly boolean[];
  /** the largest sum of the leverages of one person's columns */
  readonly leverage: number;
  /** the largest share of a limit that is used; below 1 */
  readonly strain: number;
  /** the released cells that do not follow from earlier ones, in their order */
  readonly rows: readonly number[];
  /** see RowSpace */
  readonly drift: number;
}

/** Of a respondent's squared magnitude: when less is left of a cell, it nearly follows from others. */
const nearly = 1e-3;
/** Of the cell's squared length: when no more is left, it follows, if whole numbers confirm it. */
const follows = 1e-9;
/** Leverages that are off by more are not to be trusted: a hundredth of the margin that limits are missed by. */
const tolerated = 1e-9;

/**
 * Takes the cells in their order and releases each one that the whole list can bear (docs/release.md has the proof).
 * @param guarded  makes a further condition, when there is one
 * @throws Problem audit_inexact when rounding has carried the leverages away; nothing is to be released then
 */
export function auditCells(
  columns: AuditColumns,
  cells: readonly AuditCell[],
  guarded: (tried: Tried) => Guard = () => ({ allows: () => true, added: () => undefined }),
): Audited {
  const tried = triedOf(columns, cells);
  const space = emptyRowSpace(tried.membership, tried.weights);
  const loads = loadsOf(columns, tried.membership);
  const guard = guarded(tried);
  const [released, rows]: [boolean[], number[]] = [cells.map(() => false), []];
  tried.places.forEach((place, at) => {
    const cell = cells[place]!;
    if (cell.role === 'watched') return;
    const residual = space.residual(at);
    const seems = residual.s <= follows * residual.own;
    if (seems && (cell.role === 'past' || space.follows(residual))) {
      released[place] = true;
      return;
    }
    const bearable = () => residual.s >= nearly * meanSquare(residual, cell, columns) && loads.bear(space, residual);
    if (cell.role !== 'past' && !(bearable() && guard.allows(residual))) return;
    guard.added(residual);
    space.add(residual);
    rows.push(place);
    released[place] = true;
  });
  return { released, rows, ...loads.largest(space), drift: checkedDrift(space) };
}

/** Respondents of a set of columns. */
export function respondentsOf(columns: Pick<AuditColumns, 'counts'>, set: ArrayLike<number>): number {
  let sum = 0;
  for (let place = 0; place < set.length; place += 1) sum += columns.counts[set[place]!]!;
  return sum;
}

function triedOf(columns: AuditColumns, cells: readonly AuditCell[]): Tried {
  const places = [...cells.keys()].filter((place) => {
    const { role, columns: set, least } = cells[place]!;
    return role === 'past' || respondentsOf(columns, set) >= least;
  });
  const membership = membershipOf(
    columns.counts.length,
    places.map((place) => cells[place]!),
  );
  const weights = new Float64Array(membership.classes);
  membership.classOf.forEach((one, column) => {
    weights[one]! += columns.counts[column]! * (columns.magnitudes?.[column] ?? 1) ** 2;
  });
  return { places, membership, weights };
}

const meanSquare = ({ own }: Residual, cell: AuditCell, columns: AuditColumns) =>
  own / respondentsOf(columns, cell.columns);

function checkedDrift(space: RowSpace): number {
  const drift = space.drift();
  if (drift > tolerated * Math.max(1, space.rank))
    throw new Problem('audit_inexact', { drift: drift.toExponential(1) });
  return drift;
}
