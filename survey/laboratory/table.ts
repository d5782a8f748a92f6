/** The rows of the register as the database and the file have them. */
import type { Connection, Database } from '../../data/database.server.ts';
import { LaboratoryRow } from '../programme/schema-reference.ts';

/** The columns of the file, which are those of `laboratories.csv`. */
export const columns = Object.keys(LaboratoryRow.shape) as readonly (keyof LaboratoryRow)[];

/** A row with its place in two columns, as the table has it. */
export interface StoredRow extends Omit<LaboratoryRow, 'territory'> {
  readonly territory_level: string | null;
  readonly territory_code: string | null;
}

/** @returns the rows of a programme by key, with their revision */
export async function readStored(
  reader: Pick<Database | Connection, 'rows'>,
  programme: string,
): Promise<ReadonlyMap<string, { readonly row: StoredRow; readonly revision: number }>> {
  const lines = await reader.rows<{ line: string; revision: number }>(
    `SELECT to_json(line)::VARCHAR AS line, revision FROM (
       SELECT * EXCLUDE (revision, programme), revision FROM laboratory WHERE programme = ?) AS line
     ORDER BY line.key`,
    [programme],
  );
  return new Map(
    lines.map(({ line, revision }) => {
      const { revision: _, ...row } = JSON.parse(line) as StoredRow & { readonly revision: number };
      return [row.key, { row, revision }];
    }),
  );
}

/** Puts a row in the place of the one with its key. */
export async function writeRow(tx: Connection, programme: string, row: StoredRow, revision: number): Promise<void> {
  await tx.run('DELETE FROM laboratory WHERE programme = ? AND key = ?', [programme, row.key]);
  await tx.run(insertion, [JSON.stringify({ programme, revision, ...row })]);
}

const insertion = `
  INSERT INTO laboratory BY NAME SELECT unnest(from_json(?, '{"programme": "VARCHAR", "revision": "INTEGER",
    "key": "VARCHAR", "organisation": "VARCHAR", "title_it": "VARCHAR", "title_en": "VARCHAR", "territory_level": "VARCHAR",
    "territory_code": "VARCHAR", "equipment": ["VARCHAR"], "skills": ["VARCHAR"], "outside_hours": "DOUBLE",
    "occupied_hours": "DOUBLE", "access_it": "VARCHAR", "access_en": "VARCHAR", "demo": "BOOLEAN"}'))`;
