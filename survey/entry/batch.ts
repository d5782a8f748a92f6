/** The files of answers that came in: stored as a whole, taken back as a whole. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { EntryBatch } from '../contract.ts';
import type { CompiledSurvey } from '../registry/registry.ts';

type Reader = Pick<Connection, 'rows'>;

const snapshotsOf = '(SELECT count(*)::INTEGER FROM snapshot WHERE snapshot.survey = $survey)';

/** Newest first. */
export function listBatches(reader: Reader, survey: string): Promise<EntryBatch[]> {
  return reader.rows<EntryBatch>(
    `SELECT number, name AS file, lines, imported_on::VARCHAR AS "importedOn", undone_on::VARCHAR AS "undoneOn",
       undone_on IS NULL AND snapshots = ${snapshotsOf} AS undoable
     FROM entry_batch WHERE survey = $survey ORDER BY number DESC`,
    { survey },
  );
}

/** @throws Problem entry_again when this very file stands already */
export async function refuseAgain(reader: Reader, survey: string, hash: string): Promise<void> {
  const [known] = await reader.rows<{ number: number; day: string }>(
    `SELECT number, imported_on::VARCHAR AS day FROM entry_batch
     WHERE survey = ? AND hash = ? AND undone_on IS NULL ORDER BY number DESC LIMIT 1`,
    [survey, hash],
  );
  if (known) throw new Problem('entry_again', { number: known.number, day: { day: known.day } });
}

interface Coming extends Pick<EntryBatch, 'file' | 'lines'> {
  readonly survey: string;
  readonly hash: string;
  readonly who: string;
  readonly today: string;
  /** identifiers of all rows */
  readonly ids: readonly string[];
}

/**
 * Writes down what a file brings before it comes: what it brought can be taken back whatever happens in between. Answers
 * that are there already are not among it.
 * @returns the number of the batch
 */
export async function beginBatch(tx: Connection, coming: Coming): Promise<number> {
  const { survey, hash, file, lines, who, today, ids } = coming;
  await refuseAgain(tx, survey, hash);
  const [row] = await tx.rows<{ number: number; snapshots: number }>(
    `SELECT coalesce(max(number), 0)::INTEGER + 1 AS number, ${snapshotsOf} AS snapshots
     FROM entry_batch WHERE survey = $survey`,
    { survey },
  );
  const { number, snapshots } = row!;
  await tx.run('INSERT INTO entry_batch VALUES (?, ?, ?, ?, ?, ?, ?::DATE, NULL, ?)', [
    ...[survey, number, hash, file, lines, who, today, snapshots],
  ]);
  await tx.run(
    `INSERT INTO entry_batch_response
     SELECT $survey, $number, id FROM (SELECT DISTINCT unnest(from_json($ids, '["UUID"]')) AS id)
     WHERE id NOT IN (SELECT id_hmac FROM response)`,
    { survey, number, ids: JSON.stringify(ids) },
  );
  return number;
}

/** A batch of which nothing came. */
export async function dropBatch(tx: Connection, survey: string, number: number): Promise<void> {
  for (const table of ['entry_batch_response', 'entry_batch'])
    await tx.run(`DELETE FROM ${table} WHERE survey = ? AND number = ?`, [survey, number]);
}

/**
 * Takes back what a file brought. The rows stay as marks without content, counted nowhere and under other identifiers, so
 * that the same file may come again.
 * @returns how many answers went
 * @throws Problem not_found, entry_used
 */
export async function undoBatch(
  tx: Connection,
  { id: survey, tables }: CompiledSurvey,
  number: number,
  today: string,
): Promise<number> {
  const batch = (await listBatches(tx, survey)).find((one) => one.number === number && one.undoneOn === null);
  if (!batch) throw new Problem('not_found', { value: String(number) });
  const own = `(SELECT seq FROM response WHERE id_hmac IN
    (SELECT id_hmac FROM entry_batch_response WHERE survey = $survey AND number = $number))`;
  const place = { survey, number };
  const [coded] = await tx.rows(
    `SELECT 1 AS found FROM coding WHERE unit_kind = 'answer'
       AND split_part(unit, ':', 1) IN (SELECT id_hmac::VARCHAR FROM response WHERE seq IN ${own}) LIMIT 1`,
    place,
  );
  if (coded || !batch.undoable) throw new Problem('entry_used', { value: number });
  const typed = [tables.answer, tables.skill, tables.profile].filter((name) => name !== null);
  const there = await tx.rows<{ name: string }>('SELECT table_name AS name FROM duckdb_tables()');
  for (const name of typed)
    if (there.some((one) => one.name === name)) await tx.run(`DELETE FROM ${name} WHERE seq IN ${own}`, place);
  const [held] = await tx.rows<{ n: number }>(`SELECT count(*)::INTEGER AS n FROM ${own}`, place);
  await tx.run(
    `UPDATE response SET raw = NULL, body_hash = NULL, version = NULL, wave = NULL, language = NULL, mode = NULL,
       notice_version = NULL, day = NULL, quality = NULL, receipt_hash = NULL, erased_on = $today::DATE, pilot = TRUE,
       id_hmac = uuid()
     WHERE seq IN ${own}`,
    { ...place, today },
  );
  await tx.run('DELETE FROM entry_batch_response WHERE survey = $survey AND number = $number', place);
  await tx.run('UPDATE entry_batch SET undone_on = $today::DATE WHERE survey = $survey AND number = $number', {
    ...place,
    today,
  });
  return held?.n ?? 0;
}
