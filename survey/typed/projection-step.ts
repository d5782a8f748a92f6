/** The transactions of the projection: one batch, one row, one survey's tables. */
import type { Connection } from '../../data/database.server.ts';
import type { TypedTables } from './table.ts';

/**
 * Makes the typed tables of a survey, empty, when they are missing or were made by other statements; the raw answers
 * are then read from the first.
 * @param anew  make them in any case
 */
export async function ensureTables(tx: Connection, survey: string, tables: TypedTables, anew = false): Promise<void> {
  const { names, create, hash } = tables;
  const [made] = await tx.rows<{ comment: string | null }>(
    `SELECT comment FROM duckdb_tables() WHERE table_name = ? AND schema_name = 'main'`,
    [names.answer],
  );
  if (made?.comment === hash && !anew) return;
  for (const name of tablesOf(tables)) await tx.run(`DROP TABLE IF EXISTS ${name}`);
  for (const statement of create) await tx.run(statement);
  await tx.run(`COMMENT ON TABLE ${names.answer} IS '${hash}'`);
  await tx.run('DELETE FROM projection WHERE survey = ?', [survey]);
  await tx.run('INSERT INTO projection VALUES (?, 0)', [survey]);
}

/**
 * Fills the next batch of a survey and moves its cursor.
 * @param most  answers at most
 * @returns how many there were
 */
export async function fillNext(tx: Connection, survey: string, tables: TypedTables, most: number): Promise<number> {
  const cursor = await cursorOf(tx, survey);
  const [next] = await tx.rows<{ upto: number | null; size: number }>(
    `SELECT max(seq)::INTEGER AS upto, count(*)::INTEGER AS size
     FROM (SELECT seq FROM response WHERE survey = ? AND seq > ? ORDER BY seq LIMIT ?)`,
    [survey, cursor, most],
  );
  if (!next || next.upto === null) return 0;
  await fill(tx, survey, tables, cursor, next.upto);
  await tx.run('UPDATE projection SET cursor = ? WHERE survey = ?', [next.upto, survey]);
  return next.size;
}

/** Makes the typed rows of one answer anew; one that was not yet read is left to the next batch. */
export async function refreshRow(tx: Connection, survey: string, tables: TypedTables, seq: number): Promise<void> {
  if (seq > (await cursorOf(tx, survey))) return;
  await clear(tx, tables, seq);
  await fill(tx, survey, tables, seq - 1, seq);
}

/** Counts the marks of these answers anew; one that was not yet read is read with them. */
export async function remarkRows(tx: Connection, { names }: TypedTables, seqs: readonly number[]): Promise<void> {
  await tx.run(
    `UPDATE ${names.answer} AS typed SET marks = coalesce(len(response.quality), 0)::SMALLINT
     FROM response WHERE response.seq = typed.seq AND typed.seq IN (SELECT unnest(from_json(?, '["BIGINT"]')))`,
    [JSON.stringify(seqs)],
  );
}

/** Removes the typed rows of one answer, if it was read already. */
export async function removeRow(tx: Connection, survey: string, tables: TypedTables, seq: number): Promise<void> {
  if (seq <= (await cursorOf(tx, survey))) await clear(tx, tables, seq);
}

async function clear(tx: Connection, tables: TypedTables, seq: number): Promise<void> {
  for (const name of tablesOf(tables)) await tx.run(`DELETE FROM ${name} WHERE seq = ?`, [seq]);
}

async function fill(tx: Connection, survey: string, tables: TypedTables, after: number, upto: number): Promise<void> {
  await tx.run('UPDATE projection_step SET "after" = ?, upto = ?', [after, upto]);
  const versions = await tx.rows<{ version: number }>(
    `SELECT DISTINCT version FROM response
     WHERE survey = ? AND seq > ? AND seq <= ? AND raw IS NOT NULL ORDER BY version`,
    [survey, after, upto],
  );
  for (const { version } of versions) {
    const statements = tables.fill.get(version);
    if (!statements) throw new Error(`survey ${survey} has answers to version ${version}, which is not published`);
    for (const statement of statements) await tx.runPlanned(statement);
  }
}

async function cursorOf(tx: Connection, survey: string): Promise<number> {
  const [row] = await tx.rows<{ cursor: number }>('SELECT cursor::INTEGER AS cursor FROM projection WHERE survey = ?', [
    survey,
  ]);
  return row?.cursor ?? 0;
}

const tablesOf = ({ names }: TypedTables) => [names.answer, names.skill, names.profile].filter((name) => name !== null);
