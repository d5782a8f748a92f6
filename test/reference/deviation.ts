/** How far our figures are from those of R. */
import { expect } from 'vitest';

export type Row = Readonly<Record<string, unknown>>;

/** What a field may differ by, relative to R's value. */
const tolerances: Readonly<Record<string, number>> = {
  estimate: 1e-8,
  se: 1e-8,
  var: 1e-8,
  cv: 1e-8,
  deff: 1e-8,
  df: 1e-12,
  ciLow: 1e-7,
  ciHigh: 1e-7,
  t: 1e-7,
  value: 1e-7,
  ndf: 1e-7,
  ddf: 1e-7,
};

/** Keeps the largest deviation of each function, to be printed at the end. */
export class Deviations {
  private readonly largest = new Map<string, number>();

  /** Expects the fields of a figure to be R's; null where R has no number. */
  compare(name: string, place: string, ours: object, theirs: Row, own: Readonly<Record<string, number>> = {}): void {
    const bounds = { ...tolerances, ...own };
    for (const [field, value] of Object.entries(theirs)) {
      const bound = field === 'p' ? null : bounds[field];
      if (value === undefined) continue;
      if (bound === undefined) continue;
      const found = (ours as Row)[field] as number | null;
      const label = `${name} ${place} ${field}: ${found} against ${String(value)}`;
      if (value === null) expect(found, label).toBeNull();
      else if (field === 'p') expect(Math.abs(found! - Number(value)), label).toBeLessThan(1e-8);
      else this.within(name, label, deviation(found, Number(value), theirs), bound!);
    }
  }

  print(): void {
    for (const [name, value] of this.largest) console.log(`${name.padEnd(24)} ${value.toExponential(1)}`);
  }

  private within(name: string, label: string, found: number, bound: number): void {
    this.largest.set(name, Math.max(this.largest.get(name) ?? 0, found));
    expect(found, label).toBeLessThanOrEqual(bound);
  }
}

/** Relative; what R leaves of an error of 0 is set against the estimate. */
function deviation(ours: number | null, theirs: number, { estimate }: Row): number {
  if (ours === null) return Number.POSITIVE_INFINITY;
  if (ours === theirs) return 0;
  const floor = 1e-6 * Math.abs(Number(estimate ?? 1));
  return Math.abs(ours - theirs) / Math.max(Math.abs(theirs), floor);
}
