/** Reads the tables and the expected results of this folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCsv } from '../../data/csv.ts';

/** A table by its columns; an empty cell is missing. */
export interface ReferenceTable {
  readonly size: number;
  words(column: string): (string | null)[];
  numbers(column: string): (number | null)[];
}

export function readTable(file: string): ReferenceTable {
  const text = readFileSync(join(import.meta.dirname, file), 'utf8');
  const header = text.slice(0, text.indexOf('\n')).replaceAll('"', '').split(',');
  const rows = parseCsv(text, header, file);
  const words = (column: string) => rows.map((row) => row[column] || null);
  const numbers = (column: string) => words(column).map((word) => (word === null ? null : Number(word)));
  return { size: rows.length, words, numbers };
}

export const readExpected = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8'));
