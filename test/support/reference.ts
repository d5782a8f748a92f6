import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSheet } from '../../data/csv.ts';

const folder = join(import.meta.dirname, '..', 'reference');

/** A table of `test/reference`, by column. */
export interface ReferenceTable {
  text(name: string): string[];
  number(name: string): number[];
}

export function referenceTable(file: string): ReferenceTable {
  const { header, rows } = readSheet(readFileSync(join(folder, file), 'utf8'));
  const text = (name: string) => {
    const place = header.indexOf(name);
    if (place < 0) throw new Error(`${file} has no column ${name}`);
    return rows.map(({ cells }) => cells[place] ?? '');
  };
  return { text, number: (name) => text(name).map((cell) => (cell === '' ? Number.NaN : Number(cell))) };
}

/** What R gave: an expected file as it is. */
export const referenceFile = <T>(file: string): T => JSON.parse(readFileSync(join(folder, file), 'utf8')) as T;

/** Keeps the largest relative deviation from R under the name of each function. */
export function deviations() {
  const largest = new Map<string, number>();
  return {
    /** @returns the deviation, which it notes */
    of(name: string, value: number, expected: number): number {
      const deviation = Math.abs(value - expected) / Math.abs(expected || 1);
      largest.set(name, Math.max(largest.get(name) ?? 0, Number.isNaN(deviation) ? Infinity : deviation));
      return Number.isNaN(deviation) ? Infinity : deviation;
    },
    print(): void {
      const lines = [...largest].map(([name, deviation]) => `${name.padEnd(28)} ${deviation.toExponential(1)}`);
      console.log(`largest relative deviation from R\n${lines.join('\n')}`);
    },
  };
}
