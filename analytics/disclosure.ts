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
  /**
   * Of a variable that is a dimension too, and of a sensitive one: how many respondents stand in each category,
   * `width` numbers a candidate. Such a category is a group of people like any cell, and must not be smaller.
   */
  readonly groups?: { readonly counts: ArrayLike<number>; readonly width: number };
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

/**
 * In which of the released cells a variable is released: those where enough people answered it and, where its
 * categories are groups of people, where each of them has enough. All or nothing: what one hidden category lacks to the
 * base would tell it.
 */
export function releaseMeasure(
  candidates: readonly Candidate[],
  released: readonly boolean[],
  { bases, flagged, groups }: Measure,
  { k }: Threshold,
): boolean[] {
  return candidates.map((cell, index) => {
    const least = atLeast(k, flagged || cell.flagged);
    if (released[index] !== true || (bases[index] ?? 0) < least) return false;
    return groups === undefined || smallest(groups, index) >= least;
  });
}

function smallest({ counts, width }: NonNullable<Measure['groups']>, place: number): number {
  return Array.from({ length: width }, (_, index) => counts[place * width + index] ?? 0).reduce(
    (least, count) => Math.min(least, count),
    Number.POSITIVE_INFINITY,
  );
}

function atLeast(k: number, sensitive: boolean): number {
  return Math.max(k, sensitive ? sensitiveFloor : floor);
}
