/** Judgements of coders about units, and how they are counted. */
import { Problem } from '../../problem.ts';
import { factor } from '../estimate/column.ts';

/** A column of one coder: a judgement a unit; null is none. */
export type Ratings = ArrayLike<string | number | null>;

/** An agreement beyond chance. `value` is null where chance alone would agree always: nobody disagreed, nothing varied. */
export interface Agreement {
  /** 1: always; 0: no more than by chance; below 0: less than by chance */
  readonly value: number | null;
  /** share of agreeing pairs of judgements, 0..1; with weights, the weighted share */
  readonly observed: number;
  /** the share that chance would give */
  readonly expected: number;
  /** units judged by at least two */
  readonly units: number;
}

/** How far apart two categories are: not at all or wholly; by steps; by the square of the steps. */
export type Weighting = 'none' | 'linear' | 'quadratic';

/** How much two of `size` ordered categories agree, 0..1. */
export function agreementOf(weighting: Weighting, size: number, a: number, b: number): number {
  if (a === b) return 1;
  if (weighting === 'none') return 0;
  const distance = Math.abs(a - b) / (size - 1);
  return 1 - (weighting === 'linear' ? distance : distance ** 2);
}

/** (observed − expected) / (1 − expected) */
export function beyondChance(observed: number, expected: number, units: number): Agreement {
  return { value: expected === 1 ? null : (observed - expected) / (1 - expected), observed, expected, units };
}

/**
 * The cross table of two coders, over the units that both judged.
 * @param levels  the categories in their order; by default those that occur, sorted
 * @throws Problem columns_differ, value_not_allowed, nothing_to_compare
 */
export function crossTable(first: Ratings, second: Ratings, levels?: readonly string[]): number[][] {
  if (first.length !== second.length) {
    throw new Problem('columns_differ', { column: 'second', found: second.length, expected: first.length });
  }
  const both = factor([...Array.from(first), ...Array.from(second)], levels);
  const table = both.levels.map(() => new Array<number>(both.levels.length).fill(0));
  for (let unit = 0; unit < first.length; unit += 1) {
    const row = table[both.codes[unit] ?? -1];
    const column = both.codes[first.length + unit] ?? -1;
    if (row !== undefined && column >= 0) row[column] = (row[column] ?? 0) + 1;
  }
  return table;
}

/** @throws Problem nothing_to_compare */
export function refuseEmpty(units: number): void {
  if (units === 0) throw new Problem('nothing_to_compare', {});
}

export const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
