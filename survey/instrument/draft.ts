/** The drafts of instruments: one each, with a revision that an editor must have read to change it. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { Sheet, type DraftChange } from './contract.ts';

export interface StoredDraft {
  readonly programme: string;
  readonly instrument: string;
  readonly revision: number;
  readonly source: string;
  readonly sheet: Sheet;
  readonly changedOn: string;
  readonly changedBy: string;
}

type Reader = Pick<Connection, 'rows'>;
interface Place {
  readonly programme: string;
  readonly instrument: string;
}

/** The driver drops a byte-order mark at the beginning of a text: a sign stands before it, to be cut off. */
export const sourceOf = (column: string): string => `'=' || ${column} AS source`;

export async function readDraft(reader: Reader, { programme, instrument }: Place): Promise<StoredDraft | null> {
  const [row] = await reader.rows<Omit<StoredDraft, 'sheet'> & { sheet: string }>(
    `SELECT programme, instrument, revision, ${sourceOf('source')}, sheet, changed_on::VARCHAR AS "changedOn",
       changed_by AS "changedBy"
     FROM instrument_draft WHERE programme = ? AND instrument = ?`,
    [programme, instrument],
  );
  return row ? { ...row, source: row.source.slice(1), sheet: Sheet.parse(JSON.parse(row.sheet)) } : null;
}

type DraftLine = Pick<StoredDraft, 'instrument' | 'revision' | 'changedOn'> & { readonly title: Sheet['title'] };

/** Without their texts; the title is the survey's. */
export async function listDrafts(reader: Reader, programme: string): Promise<DraftLine[]> {
  const rows = await reader.rows<Omit<DraftLine, 'title'> & { title: string }>(
    `SELECT instrument, revision, changed_on::VARCHAR AS "changedOn", coalesce(sheet->'title', 'null') AS title
     FROM instrument_draft WHERE programme = ? ORDER BY instrument`,
    [programme],
  );
  return rows.map(({ title, ...row }) => ({ ...row, title: Sheet.shape.title.parse(JSON.parse(title)) }));
}

/**
 * Keeps a draft under the next revision.
 * @throws Problem `revision_conflict` when somebody else kept one meanwhile
 */
export async function keepDraft(
  tx: Connection,
  { programme, instrument }: Place,
  { revision, definition, sheet }: DraftChange,
  { on, by }: { readonly on: string; readonly by: string },
): Promise<void> {
  const [held] = await tx.rows<{ revision: number }>(
    'SELECT revision FROM instrument_draft WHERE programme = ? AND instrument = ?',
    [programme, instrument],
  );
  refuseOther(held?.revision ?? 0, revision);
  await tx.run(
    `INSERT INTO instrument_draft (programme, instrument, revision, source, sheet, changed_on, changed_by)
     VALUES ($programme, $instrument, $revision, $source, $sheet, $on::DATE, $by)
     ON CONFLICT (programme, instrument) DO UPDATE SET revision = excluded.revision, source = excluded.source,
       sheet = excluded.sheet, changed_on = excluded.changed_on, changed_by = excluded.changed_by`,
    { programme, instrument, revision: revision + 1, source: definition, sheet: JSON.stringify(sheet), on, by },
  );
}

/** @throws Problem `revision_conflict` */
export function refuseOther(held: number, read: number): void {
  if (held !== read) throw new Problem('revision_conflict', { value: held });
}
