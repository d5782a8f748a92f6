/** The rows of interests. They stand in the order of their random ids, so that nothing tells who came after whom. */
import type { Cell, Connection } from '../../data/database.server.ts';
import type { InterestKind } from '../contract.ts';
import type { Reader } from './context.ts';

export interface InterestRow {
  readonly id: string;
  readonly kind: InterestKind;
  readonly version: string;
  readonly consentedOn: string;
  readonly withdrawnOn: string | null;
  readonly bodyMark: string | null;
  readonly showToSchools: boolean | null;
  readonly organisation: string | null;
  readonly person: string | null;
  readonly contact: string | null;
  readonly municipality: string | null;
  readonly sector: string | null;
  readonly topics: readonly string[] | null;
  readonly available: string | null;
}

export interface StoredInterest extends InterestRow {
  readonly programme: string;
}

const columns = `programme, id::VARCHAR AS id, kind, version, consented_on::VARCHAR AS "consentedOn",
  withdrawn_on::VARCHAR AS "withdrawnOn", body_mark::VARCHAR AS "bodyMark", show_to_schools AS "showToSchools",
  organisation, person, contact, municipality, sector, to_json(topics)::VARCHAR AS topics, available`;

/** @param condition  fixed SQL with `$names` */
export async function readInterests(
  reader: Reader,
  condition: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<StoredInterest[]> {
  const rows = await reader.rows<Omit<StoredInterest, 'topics'> & { topics: string | null }>(
    `SELECT ${columns} FROM interest WHERE ${condition} ORDER BY id`,
    parameters,
  );
  return rows.map((row) => ({ ...row, topics: row.topics === null ? null : (JSON.parse(row.topics) as string[]) }));
}

type NewInterest = StoredInterest & { readonly withdrawalHash: string; readonly language: string };

/** Adds a row. */
export async function insertInterest(tx: Connection, row: NewInterest): Promise<void> {
  const { topics, withdrawnOn: _, ...line } = row;
  const parameters = { ...line, topics: topics === null ? null : JSON.stringify(topics) };
  await rewrite(tx, insertion, parameters);
}

const insertion = `
  INSERT INTO interest_kept BY NAME
  SELECT $programme AS programme, $id::UUID AS id, $kind AS kind, $version AS version,
         $withdrawalHash::UUID AS withdrawal_hash, $consentedOn::DATE AS consented_on, $bodyMark::UUID AS body_mark,
         $showToSchools AS show_to_schools, $language AS language, $organisation AS organisation, $person AS person,
         $contact AS contact, $municipality AS municipality, $sector AS sector,
         from_json($topics, '["VARCHAR"]') AS topics, $available AS available`;

/** Takes a firm out of the schools' list. */
export async function concealInterest(tx: Connection, id: string): Promise<void> {
  await rewrite(
    tx,
    'UPDATE interest_kept SET show_to_schools = false WHERE id = $id::UUID AND show_to_schools IS NOT NULL',
    { id },
  );
}

/** Takes everything that was declared out of a row; what stays tells only that a form was withdrawn. */
export async function wipeInterest(tx: Connection, id: string, today: string): Promise<void> {
  await rewrite(tx, wiping, { id, today });
}

const wiping = `
  UPDATE interest_kept SET withdrawn_on = $today::DATE, body_mark = NULL, show_to_schools = NULL, language = NULL,
    organisation = NULL, person = NULL, contact = NULL, municipality = NULL, sector = NULL, topics = NULL,
    available = NULL
  WHERE id = $id::UUID`;

/** Takes rows out, and their ids out of the ideas that these firms adopted: that somebody adopted them stays. */
export async function eraseInterests(tx: Connection, ids: readonly string[]): Promise<void> {
  const parameters = { ids: JSON.stringify(ids) };
  await rewrite(tx, `DELETE FROM interest_kept WHERE id IN (${listed})`, parameters);
  await tx.run(`UPDATE idea SET firm = NULL WHERE firm IN (${listed})`, parameters);
}

const listed = `SELECT unnest(from_json($ids, '["UUID"]'))`;

/** Changes a copy and writes the table again in the order of the ids: a change in place would move its row to the end. */
async function rewrite(tx: Connection, change: string, parameters: Readonly<Record<string, Cell>>): Promise<void> {
  await tx.run('CREATE TEMPORARY TABLE interest_kept AS FROM interest');
  await tx.run(change, parameters);
  await tx.run('DELETE FROM interest');
  await tx.run('INSERT INTO interest FROM interest_kept ORDER BY id');
  await tx.run('DROP TABLE interest_kept');
}
