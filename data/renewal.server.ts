/** Makes the database anew, in a file aside, with its rows in random order; nothing of the old file's pages comes along. */
import { randomBytes, randomUUID } from 'node:crypto';
import { mkdir, stat, statfs } from 'node:fs/promises';
import { Problem } from '../problem.ts';
import type { Connection, Session } from './connection.server.ts';
import type { Files } from './files.server.ts';
import type { Mark } from './marker.ts';
import { clearRenewal, removeOldLogs, renewalOf, settleRenewal, swapFiles } from './renewal-files.ts';

/**
 * Ends what reads answers in their order and says which tables know them, inside a transaction of its own; no answer comes
 * in until all is done.
 */
export type RenewalPlan = (connection: Connection) => Promise<RenewalTables>;

/** What the data folder can't know of the tables. Names are the program's own, never somebody's input. */
export interface RenewalTables {
  /** tables whose `seq` is the number of an answer: it becomes the new one, and the rows follow its order */
  readonly numbered: readonly string[];
  /** tables put in an order of their own */
  readonly shuffled: readonly string[];
  /** tables of which other rows are written: a SELECT; it may read `numbering(seq, next)` */
  readonly rewritten: Readonly<Record<string, string>>;
}

/** The current database in SQL, and the new one. */
const [old, anew] = ['fabbisogni', 'renewed'];
/** The order of the answers follows from a key that nobody keeps. Who was not yet read into typed tables stays behind. */
const numbering = `
  CREATE OR REPLACE TEMP TABLE numbering AS
  SELECT seq, row_number() OVER (ORDER BY coalesce(seq > cursor, true), sha256($key || id_hmac::VARCHAR)) AS next,
    coalesce(seq <= cursor, false) AS "read"
  FROM response LEFT JOIN projection ON projection.survey = response.survey`;

/**
 * Call where nobody writes; readers go on. The new file is verified against the old one and lies on the disk.
 * @param step  told before each step
 * @throws Problem renewal_no_room; Error when the new file does not hold the same
 */
export async function renewAside(
  session: Session,
  files: Files,
  tables: RenewalTables,
  step: (name: string) => void,
): Promise<void> {
  await lookForRoom(files);
  await clearRenewal(files);
  const aside = renewalOf(files);
  await mkdir(aside.directory, { mode: 0o700 });
  step('copy');
  await session.run(`ATTACH '${aside.database.replaceAll("'", "''")}' AS ${anew}`);
  try {
    const mark = await copyAll(session, tables);
    step('checkpoint');
    await session.run(`CHECKPOINT ${anew}`);
    await verify(session, tables);
    await session.run(`DETACH ${anew}`);
    step('settle');
    await settleRenewal(files, mark);
    step('close');
  } catch (error) {
    await session.run(`DETACH DATABASE IF EXISTS ${anew}`).catch(() => undefined);
    await clearRenewal(files);
    throw error;
  }
}

/**
 * The file aside takes the place of the old one, which is closed in order first.
 * @returns how many copies of old logs were removed
 */
export async function takePlace(files: Files, close: () => Promise<boolean>, step: (name: string) => void) {
  if (!(await close())) throw new Problem('storage_unavailable', {}, { retryAfter: 5 });
  await swapFiles(files, step);
  return removeOldLogs(files);
}

async function copyAll(session: Session, tables: RenewalTables): Promise<Mark> {
  await session.run(`COPY FROM DATABASE ${old} TO ${anew} (SCHEMA)`);
  await session.run(numbering, { key: key() });
  const mark = { seq: 1, uuid: randomUUID() };
  try {
    await session.run('BEGIN');
    for (const table of await tablesOf(session)) await copyTable(session, table, tables);
    await session.run(`INSERT INTO ${anew}.ledger VALUES ($1, $2::UUID)`, [mark.seq, mark.uuid]);
    await session.run('COMMIT');
  } catch (error) {
    await session.run('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await session.run('DROP TABLE IF EXISTS numbering').catch(() => undefined);
  }
  return { ...mark, database: mark.uuid, clean: true };
}

const key = () => randomBytes(32).toString('hex');

async function tablesOf(session: Session): Promise<string[]> {
  const rows = await session.rows<{ name: string }>(
    `SELECT table_name AS name FROM duckdb_tables() WHERE database_name = '${old}' AND table_name <> 'ledger'`,
  );
  return rows.map(({ name }) => name);
}

async function copyTable(session: Session, table: string, tables: RenewalTables): Promise<void> {
  const [from, to] = [`${old}."${table}"`, `${anew}."${table}"`];
  const other = tables.rewritten[table];
  if (other !== undefined) return session.run(`INSERT INTO ${to} ${other}`);
  if (isNumbered(table, tables))
    await session.run(`INSERT INTO ${to} SELECT "row".* REPLACE (next AS seq)
      FROM ${from} AS "row" JOIN numbering ON numbering.seq = "row".seq ORDER BY next`);
  else if (tables.shuffled.includes(table))
    await session.run(`INSERT INTO ${to} SELECT * FROM ${from} ORDER BY sha256($key || rowid)`, { key: key() });
  else await session.run(`INSERT INTO ${to} SELECT * FROM ${from}`);
}

/** @throws Error when a table does not hold the same rows as before, in whatever order */
async function verify(session: Session, tables: RenewalTables): Promise<void> {
  for (const table of await tablesOf(session)) {
    if (tables.rewritten[table] !== undefined) continue;
    const digests = [old, anew].map((database) => digestOf(session, database, table, isNumbered(table, tables)));
    const [before, after] = await Promise.all(digests);
    if (before !== after) throw new Error(`the new table ${table} does not hold what the old one holds`);
  }
}

const isNumbered = (table: string, tables: RenewalTables) => table === 'response' || tables.numbered.includes(table);

/** How many rows there are and a sum of their hashes, whatever their order; of an answer by what stays with it. */
async function digestOf(session: Session, database: string, table: string, numbered: boolean): Promise<string> {
  const rows = numbered
    ? `SELECT answer.id_hmac, "row".* EXCLUDE (seq) FROM ${database}."${table}" AS "row"
       LEFT JOIN ${database}.response AS answer ON answer.seq = "row".seq`
    : `SELECT * FROM ${database}."${table}"`;
  const [digest] = await session.rows<{ rows: number; sum: string | null }>(
    `SELECT count(*)::DOUBLE AS rows, sum(hash("row")::HUGEINT)::VARCHAR AS sum FROM (${rows}) AS "row"`,
  );
  return `${digest!.rows} ${digest!.sum}`;
}

/** A disk that fills up on the way would cost the whole instance. */
async function lookForRoom(files: Files): Promise<void> {
  const [{ bavail, bsize }, database, log] = await Promise.all([
    statfs(files.directory),
    bytesOf(files.database),
    bytesOf(files.wal),
  ]);
  const needed = 2 * (database + log) + 64 * 1024 * 1024;
  if (bavail * bsize < needed) throw new Problem('renewal_no_room', { needed: Math.ceil(needed / 1024 ** 2) });
}

const bytesOf = async (file: string) => (await stat(file).catch(() => null))?.size ?? 0;
