/** The order of rows of the gap, and the one rule by which two of them are told apart. */
import type { GapRow } from '../../../analytics/contract.ts';
import { firstsOf, placesOf, type Places } from '../chart/order.ts';
import { fewest, type Certainty } from '../chart/scale.ts';
import { missing, type Value } from '../chart/value.ts';

/** Most without a seat first, then fewest spare seats; what is not told last. */
export const byGap = (one: GapRow, other: GapRow): number =>
  (other.gap?.estimate ?? -1) - (one.gap?.estimate ?? -1) || (one.spare ?? Infinity) - (other.spare ?? Infinity) || 0;

/** Of a chart a person-place is what a point is of a share: ranges are held against each other in whole places. */
const hundredth = (value: number | null) => (value === null ? null : value / 100);

function inPlaces({ state, gap, n }: Pick<GapRow, 'state' | 'gap' | 'n'>): Value {
  if (state !== 'shown' || gap === null) return missing(state === 'shown' ? 'not_published' : state);
  return {
    ...{ state, estimate: gap.estimate / 100, low: hundredth(gap.low), high: hundredth(gap.high) },
    ...{ se: null, cv: null, n },
  };
}

/** Rows that no other is surely above, by the rule of all pages. */
export const leadersOf = <T extends { readonly row: GapRow }>(rows: readonly T[]): T[] =>
  firstsOf(rows.map((row) => ({ row, value: inPlaces(row.row) }))).map(({ row }) => row);

/** The places in the order that each row may have. */
export const orderOf = (rows: readonly GapRow[]): (Places | null)[] => placesOf(rows.map(inPlaces));

/** How sure a gap is: by its range against itself, and by how many answered. */
export function certaintyOfGap({ gap, n }: Pick<GapRow, 'gap' | 'n'>): Certainty {
  if (gap === null || gap.low === null || gap.high === null) return 0;
  if ((n ?? 0) < fewest) return 2;
  const width = gap.high - gap.low;
  if (width <= 1.5) return 0;
  return width > 1.3 * gap.estimate ? 2 : width > 0.65 * gap.estimate ? 1 : 0;
}

/** The part of the needed places that has a seat; one that nobody needs is none that is missing. */
export function covered({ state, needed, covered: part, n }: GapRow): Value {
  if (state !== 'shown' || needed === null) return missing(state === 'shown' ? 'not_published' : state);
  const { estimate, low, high } = part ?? { estimate: 1, low: null, high: null };
  return { state, estimate, low, high, se: null, cv: null, n };
}

/** The part that has none. */
export function uncovered(row: GapRow): Value {
  const { estimate, low, high, ...rest } = covered(row);
  const other = (share: number | null) => (share === null ? null : 1 - share);
  return { ...rest, estimate: other(estimate), low: other(high), high: other(low) };
}
