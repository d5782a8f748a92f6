/** The rows of statements. One that was removed stays without its words, so that no device brings it back. */
import type { Cell, Connection } from '../../data/database.server.ts';
import type { Hint, Statement } from '../contract.ts';
import type { Reader } from './context.ts';

/** A statement as it is stored. */
export interface StatementRow extends Statement {
  readonly removed: boolean;
}

const columns = `
  s.id::VARCHAR AS id, s.session::VARCHAR AS session, s.place, s.topic, s.participant, s.kind, s.language, s.text,
  s.translation, s.translator, s.hints, s.cleared, s.source::VARCHAR AS source, s.removed, s.revision,
  s.quotable`;

/** @param condition  fixed SQL about `s` with `$names`, and the order */
export async function readStatements(
  reader: Reader,
  condition: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<StatementRow[]> {
  const rows = await reader.rows<Omit<StatementRow, 'hints'> & { hints: string }>(
    `SELECT ${columns} FROM focus_spoken AS s WHERE ${condition}`,
    parameters,
  );
  return rows.map((row) => ({ ...row, hints: JSON.parse(row.hints) as Hint[] }));
}

/** What is written of a statement. */
export type NewStatement = Omit<Statement, 'quotable' | 'cleared'> & {
  readonly author: string;
  /** YYYY-MM-DD */
  readonly notedOn: string;
};

/** Adds statements, at their first or next revision. */
export async function insertStatements(tx: Connection, rows: readonly NewStatement[]): Promise<void> {
  const lines = JSON.stringify(rows.map((row) => ({ ...row, hints: JSON.stringify(row.hints) })));
  await tx.run(insertion, { lines });
}

const shape = JSON.stringify([
  {
    ...{ id: 'UUID', session: 'UUID', place: 'DOUBLE', topic: 'VARCHAR', participant: 'INTEGER', kind: 'VARCHAR' },
    ...{ language: 'VARCHAR', text: 'VARCHAR', translation: 'VARCHAR', translator: 'VARCHAR', hints: 'VARCHAR' },
    ...{ source: 'UUID', author: 'VARCHAR', notedOn: 'DATE', revision: 'INTEGER' },
  },
]);
const insertion = `
  INSERT INTO focus_statement BY NAME
  SELECT * EXCLUDE ("notedOn"), "notedOn" AS noted_on, false AS cleared, false AS removed
  FROM (SELECT unnest(from_json($lines, '${shape}'), recursive := true))`;

/** Writes what may change of a statement, and counts its revision on. */
export async function updateStatement(tx: Connection, row: Statement): Promise<void> {
  const { id, place, topic, participant, kind, language, text, translation, translator, hints, cleared } = row;
  await tx.run(
    `UPDATE focus_statement
     SET place = $place, topic = $topic, participant = $participant, kind = $kind, language = $language, text = $text,
         translation = $translation, translator = $translator, hints = $hints, cleared = $cleared,
         revision = revision + 1
     WHERE id = $id::UUID`,
    {
      ...{ id, place, topic, participant, kind, language, text, translation, translator, cleared },
      hints: JSON.stringify(hints),
    },
  );
}

/** Takes the words away. @param condition  fixed SQL with `$names` @returns the ids of those that were there */
export async function wipeStatements(
  tx: Connection,
  condition: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `UPDATE focus_statement
     SET removed = true, text = '', translation = NULL, translator = NULL, hints = '[]', revision = revision + 1
     WHERE NOT removed AND ${condition} RETURNING id::VARCHAR AS id`,
    parameters,
  );
  return rows.map(({ id }) => id);
}
