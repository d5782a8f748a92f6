/** People of one sex and age in one place, as a source counts them. */
import type { AgeRange } from './age.ts';
import type { PopulationFault } from './fault.ts';

export type Sex = 'f' | 'm';

export interface PopulationCount extends AgeRange {
  /** level and ISTAT code: `municipality:077014` */
  readonly place: string;
  readonly sex: Sex;
  readonly count: number;
  readonly row: number;
}

/** What a source says of the places that are wanted. `totals` of all ages are only held against the sums. */
export interface PopulationTable {
  readonly year: number | null;
  readonly counts: readonly PopulationCount[];
  readonly totals: readonly PopulationCount[];
  /** rows of other places */
  readonly skipped: number;
  /** codes of places that the source has, some of them */
  readonly codes: readonly string[];
  readonly faults: readonly PopulationFault[];
}

/** Counts that stand twice, and totals that are not the sum of their ages. */
export function countFaults(counts: readonly PopulationCount[], totals: readonly PopulationCount[]): PopulationFault[] {
  return [...twice(counts), ...twice(totals), ...wrongSums(counts, totals)];
}

function twice(counts: readonly PopulationCount[]): PopulationFault[] {
  const seen = new Set<string>();
  return counts.flatMap(({ place, sex, from, to, row }) => {
    const key = `${place} ${sex} ${from}-${to}`;
    if (seen.has(key)) return [{ row, code: 'twice' as const, value: key }];
    seen.add(key);
    return [];
  });
}

function wrongSums(counts: readonly PopulationCount[], totals: readonly PopulationCount[]): PopulationFault[] {
  const sums = new Map<string, number>();
  for (const { place, sex, count } of counts) {
    const key = `${place} ${sex}`;
    sums.set(key, (sums.get(key) ?? 0) + count);
  }
  return totals.flatMap(({ place, sex, count, row }) => {
    const sum = sums.get(`${place} ${sex}`);
    if (sum === undefined || sum === count) return [];
    return [
      { row, column: `${place} ${sex}`, code: 'sum_differs' as const, value: String(sum), known: [String(count)] },
    ];
  });
}
