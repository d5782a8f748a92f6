/**
 * What may be published: the only place of the rule. It sees how many people stand in each cell, never what they
 * answered, and its verdict is final: whatever it does not release leaves the memory and is never stored.
 *
 * The rule for now is a threshold. It hides small cells; it does not keep them from being worked out by subtraction.
 * An audit of the whole list replaces the two functions below; they already see every candidate at once for its sake.
 */

/** A set of respondents given by values of dimensions, which a snapshot would like to release. */
export interface Candidate {
  /** names of the dimensions, sorted, joined by `*`; the total is '' */
  readonly table: string;
  /** one a dimension, in the order of the table's name */
  readonly codes: readonly string[];
  /** respondents */
  readonly n: number;
  /** some value is derived from a sensitive answer */
  readonly flagged: boolean;
}

/** How many respondents of each candidate answered a variable, in the order of the candidates. */
export interface Measure {
  readonly flagged: boolean;
  readonly bases: ArrayLike<number>;
}

/** `k`: no figure is about fewer people. */
export interface Threshold {
  readonly k: number;
}

/** No setting goes below. */
const floor = 3;
/** Where the answers are sensitive. */
const sensitiveFloor = 10;

/** Which candidates are released, in their order. Nobody and 1..k−1 people look alike: neither is. */
export function releaseCells(candidates: readonly Candidate[], { k }: Threshold): boolean[] {
  return candidates.map(({ n, flagged }) => n >= atLeast(k, flagged));
}

/** In which of the released cells a variable is released: those where enough people answered it. */
export function releaseMeasure(
  candidates: readonly Candidate[],
  released: readonly boolean[],
  { bases, flagged }: Measure,
  { k }: Threshold,
): boolean[] {
  return candidates.map((cell, index) => {
    const base = bases[index] ?? 0;
    return released[index] === true && base >= atLeast(k, flagged || cell.flagged);
  });
}

function atLeast(k: number, sensitive: boolean): number {
  return Math.max(k, sensitive ? sensitiveFloor : floor);
}
