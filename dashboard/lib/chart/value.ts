import type { CellState, EstimateRow } from '../../../analytics/contract.ts';

/**
 * A figure as charts need it: a share (0..1) with its range, its respondents and its state.
 * All numbers are null unless the state is `shown`.
 */
export interface Value {
  readonly state: CellState;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly se: number | null;
  readonly cv: number | null;
  readonly n: number | null;
}

/** A figure that is not there, and why. */
export const missing = (state: Exclude<CellState, 'shown'>): Value => ({
  state,
  estimate: null,
  low: null,
  high: null,
  se: null,
  cv: null,
  n: null,
});

/** The figure of a row; a row that does not exist was not published. */
export function valueOf(row: EstimateRow | undefined): Value {
  if (row === undefined) return missing('not_published');
  if (row.state !== 'shown') return missing(row.state);
  const { state, estimate, ciLow: low, ciHigh: high, se, cv, n } = row;
  return { state, estimate, low, high, se, cv, n };
}

/** A figure that is shown, with the numbers that every shown figure has. */
export type Shown = Value & { readonly estimate: number };

export const isShown = (value: Value): value is Shown => value.state === 'shown' && value.estimate !== null;

/** Highest first; figures that are not shown come last, in the order they had. */
export function byEstimate(a: { readonly value: Value }, b: { readonly value: Value }): number {
  return (b.value.estimate ?? -1) - (a.value.estimate ?? -1);
}
