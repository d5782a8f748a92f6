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
  /** of every limit, the part that may be used, past cells included; 1 by default */
  readonly part?: number;
}

export interface AuditCell extends ColumnSet {
  /** fewer respondents are not released */
  readonly least: number;
  /** `past`: released by an earlier publication, a row whatever it is; `watched`: for the guard to see, never released */
  readonly role?: 'past' | 'watched';
  /** of every limit, the part up to which it is tried in its turn; beyond, it is tried when all others were */
  readonly part?: number;
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
  /** places of the released cells, as they were released one after the other */
  readonly order: readonly number[];
  /** those of them that do not follow from the ones before */
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
  const [released, order, rows]: [boolean[], number[], number[]] = [cells.map(() => false), [], []];
  const release = (place: number) => {
    released[place] = true;
    order.push(place);
  };
  for (const { at, part } of turnsOf(tried, cells, columns.part ?? 1)) {
    const place = tried.places[at]!;
    const cell = cells[place]!;
    if (released[place]) continue;
    const residual = space.residual(at);
    const seems = residual.s <= follows * residual.own;
    if (seems && (cell.role === 'past' || space.follows(residual))) {
      release(place);
      continue;
    }
    const isFar = () => residual.s >= nearly * meanSquare(residual, cell, columns);
    if (cell.role !== 'past' && !(isFar() && loads.bear(space, residual, part) && guard.allows(residual))) continue;
    guard.added(residual);
    space.add(residual);
    rows.push(place);
    release(place);
  }
  return { released, order, rows, ...loads.largest(space), drift: checkedDrift(space) };
}

/** Cells in their order; then once more those that were tried with a part of what may be used. */
function turnsOf({ places }: Tried, cells: readonly AuditCell[], whole: number): { at: number; part: number }[] {
  const all = [...places.keys()].filter((at) => cells[places[at]!]!.role !== 'watched');
  const first = all.map((at) => ({ at, part: Math.min(cells[places[at]!]!.part ?? whole, whole) }));
  return [...first, ...first.filter(({ part }) => part < whole).map(({ at }) => ({ at, part: whole }))];
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
