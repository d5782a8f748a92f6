/** What a copy of a real database betrays, where nobody knows which code opened which answer. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database } from '../../data/database.server.ts';
import { streams } from '../random.ts';
import { significance } from './attack.ts';
import { twoSided } from './chance.ts';
import { scanFiles } from './scan.ts';

/** @param directory  files that nobody has open; they are copied and not touched. @returns what was found, in words */
export async function lookAtCopy(directory: string, seed: string): Promise<string[]> {
  const copy = await mkdtemp(join(tmpdir(), 'fabbisogni-look-'));
  try {
    // to open a database is to write into its files
    await cp(directory, copy, { recursive: true });
    const database = await openDatabase({ directory: copy });
    const rows = await readRows(database).finally(() => database.close());
    return [...(await inFiles(directory, rows)), ...inOrder(rows, seed)];
  } finally {
    await rm(copy, { recursive: true });
  }
}

interface Row {
  readonly receipt: string;
  readonly place: number;
  /** null: erased */
  readonly day: number | null;
}

const readRows = (database: Database): Promise<Row[]> =>
  database.rows(
    `SELECT receipt_hash::VARCHAR AS receipt, rowid::DOUBLE AS place, epoch(day)::DOUBLE AS day FROM response
     WHERE receipt_hash IS NOT NULL ORDER BY rowid`,
  );

/** Logs; and answers that stand in a file more than once: pages that were freed still hold what they held. */
async function inFiles(directory: string, rows: readonly Row[]): Promise<string[]> {
  const people = rows.map(({ receipt }) => ({ token: '', response: '', receipt }));
  const { responses, logs } = await scanFiles(directory, people);
  const again = responses.filter(({ name }) => / receipt [2-9]$/.test(name));
  return [
    ...logs.map((log) => `${log} holds batches in the order in which they came`),
    ...again.map(({ name, values }) => {
      const often = values.filter((value) => value !== null).length;
      return `${name}: ${often} answers stand there once more than the tables hold them`;
    }),
  ];
}

/** Answers that lie in the order of their days were never mixed, or not since. */
function inOrder(rows: readonly Row[], seed: string): string[] {
  const random = streams(seed)(0);
  const drawn = rows.map((row) => ({ row, at: random.next() })).sort((a, b) => a.at - b.at);
  let [pairs, hits] = [0, 0];
  for (let at = 0; at + 1 < drawn.length; at += 2) {
    const [one, other] = [drawn[at]!.row, drawn[at + 1]!.row];
    if (one.day === null || other.day === null || one.day === other.day) continue;
    pairs += 1;
    if (one.place < other.place === one.day < other.day) hits += 1;
  }
  const p = twoSided(hits, pairs);
  if (pairs === 0 || p >= significance) return [];
  return [
    `answers lie in the order of their days: ${hits} of ${pairs} pairs, ${pairs / 2} by chance, p = ${p.toPrecision(2)}`,
  ];
}
