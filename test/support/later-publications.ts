/** Publications after one another of the shape that floors are measured on: people come, some leave. */
import {
  auditRelease,
  type Budget,
  type CellName,
  type Flagged,
  type History,
  type Release,
} from '../../analytics/disclosure/index.ts';
import { skewedPopulation } from './skewed-population.ts';

/** A publication of the first `size` people. */
export interface Turn {
  readonly size: number;
  readonly tables: readonly (readonly string[])[];
  readonly budget?: Budget | undefined;
}

/**
 * Each publication, with all cells of those before in its audit.
 * @param left  of those who were counted, so many have corrected or erased their answers before the next publication
 */
export function publishedInTurn(turns: readonly Turn[], left: number, flagged: Flagged = {}): Release[] {
  const dimensions = skewedPopulation(turns.at(-1)!.size);
  const releases: Release[] = [];
  turns.forEach(({ tables, budget }, at) => {
    const histories = historiesOf(turns.slice(0, at + 1), left);
    const past = releases.map(({ cells }) => cells.filter((cell) => cell.released).map(nameOf));
    releases.push(auditRelease({ dimensions, tables, flagged, histories, past, ...(budget && { budget }) }));
  });
  return releases;
}

const nameOf = ({ table, codes }: CellName): CellName => ({ table, codes });

/** Who leaves before a publication: every so manieth of those who were counted in the one before. */
function historiesOf(turns: readonly Turn[], left: number): History[] {
  const whole = turns.at(-1)!.size;
  const leaves = turns.map(({ size }) => {
    const step = Math.floor(size / Math.max(1, left));
    return (person: number) => left > 0 && person < step * left && person % step === step >> 1;
  });
  return Array.from({ length: whole }, (_, person) => {
    const rows = turns.map(({ size }, at) => {
      const isGone = leaves.slice(0, at).some((isLeaving, before) => person < turns[before]!.size && isLeaving(person));
      return person < size && !isGone ? person : -1;
    });
    return { count: 1, rows };
  });
}
