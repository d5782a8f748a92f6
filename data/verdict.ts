import { stat } from 'node:fs/promises';
import { Problem } from '../problem.ts';
import type { Connection } from './connection.server.ts';
import type { Files } from './files.server.ts';
import { noMark, readMark } from './marker.ts';
import type { Mark } from './marker.ts';

/** What a directory holds before the database is opened. */
export interface Findings {
  /** null: nothing was ever stored here */
  readonly mark: Mark | null;
  readonly exists: boolean;
  readonly walBytes: number;
}

/** The ledger in short: `first` and `last` are the uuids of its ends, `marked` that of the row the marker names. */
export interface LedgerSummary {
  readonly count: number;
  readonly distinct: number;
  readonly min: number;
  readonly max: number;
  readonly first: string | null;
  readonly last: string | null;
  readonly marked: string | null;
}

const restore = 'Put back the file that belongs to this database, or restore the last backup into an empty directory.';

const damaged = (file: string, reason: string, action = restore) =>
  new Problem('database_damaged', { file, reason, action });

/**
 * Looks at the files without opening the database.
 * @throws Problem `database_damaged` when what lies there cannot belong together
 */
export async function findFiles(files: Files): Promise<Findings> {
  const mark = await readMark(files.marker);
  const [exists, walBytes] = [(await bytesOf(files.database)) !== null, (await bytesOf(files.wal)) ?? 0];
  if (mark === 'unreadable') throw damaged(files.marker, 'it holds no readable mark');
  if (!mark && exists) throw damaged(files.marker, 'it is missing beside a database');
  if (!exists && mark && mark.seq > 0)
    throw damaged(files.database, `it is missing, and the marker names batch ${mark.seq}`);
  if (!exists && walBytes > 0) throw damaged(files.database, 'it is missing beside its write-ahead log');
  if (mark?.clean && walBytes > 0)
    throw damaged(files.wal, 'the database was closed in order, so this file belongs to another one', 'Move it away.');
  return { mark, exists, walBytes };
}

async function bytesOf(file: string): Promise<number | null> {
  const found = await stat(file).catch(() => null);
  return found?.size ?? null;
}

/** Reads the ledger; all zeros when the database has none yet. */
export async function readLedger(connection: Connection, marked: number): Promise<LedgerSummary> {
  const [table] = await connection.rows("SELECT 1 AS found FROM duckdb_tables() WHERE table_name = 'ledger'");
  if (!table) return { count: 0, distinct: 0, min: 0, max: 0, first: null, last: null, marked: null };
  const [summary] = await connection.rows<LedgerSummary>(
    `SELECT count(*)::INTEGER AS count, count(DISTINCT seq)::INTEGER AS "distinct",
       coalesce(min(seq), 0) AS min, coalesce(max(seq), 0) AS max,
       arg_min(uuid, seq)::VARCHAR AS "first", arg_max(uuid, seq)::VARCHAR AS "last",
       (any_value(uuid) FILTER (seq = $marked))::VARCHAR AS marked
     FROM ledger`,
    { marked },
  );
  return summary!;
}

/**
 * Decides whether the ledger holds every batch that was acknowledged, and nothing else but perhaps the one in flight.
 * @returns the mark of the last batch in the ledger
 * @throws Problem `database_damaged`
 */
export function judgeLedger(files: Files, { mark, walBytes }: Findings, ledger: LedgerSummary): Mark {
  const { count, distinct, min, max } = ledger;
  const at = mark ?? noMark;
  if (max < at.seq)
    throw damaged(files.wal, `batches up to ${at.seq} were acknowledged, and only those up to ${max} are here`);
  if (max === 0) return noMark;
  if (min !== 1 || count !== max || distinct !== max)
    throw damaged(files.database, `its ledger should count from 1 to ${max}, and has ${count} rows from ${min}`);
  if (at.seq > 0 && ledger.first !== at.database)
    throw damaged(files.database, 'it is not the database that the marker belongs to');
  if (at.seq > 0 && ledger.marked !== at.uuid)
    throw damaged(walBytes > 0 ? files.wal : files.marker, `it belongs to another database (batch ${at.seq} differs)`);
  if (max > at.seq + (at.clean ? 0 : 1))
    throw damaged(files.marker, `it names batch ${at.seq}, and the database is at ${max}: the marker is an old copy`);
  return { seq: max, uuid: ledger.last!, database: ledger.first!, clean: false };
}
