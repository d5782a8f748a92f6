/** The rows of codes and of what happened to them. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Code, CodeEventKind, CodeState, NewCode } from '../contract.ts';
import { notFound, isUuid, type Reader } from './context.ts';

export type CodeRow = Omit<Code, 'codings'>;
type Stored = Omit<CodeRow, 'labels'> & { readonly labels: string };

const columns = `id::VARCHAR AS id, programme, parent::VARCHAR AS parent, place, labels, description, skill, colour, state,
  merged_into::VARCHAR AS "mergedInto", proposed_by AS "proposedBy", revision`;

const told = ({ labels, ...row }: Stored): CodeRow => ({ ...row, labels: JSON.parse(labels) as CodeRow['labels'] });

/** All codes of a programme, those that are no more too, in their order. */
export async function readCodes(reader: Reader, programme: string): Promise<CodeRow[]> {
  const rows = await reader.rows<Stored>(`SELECT ${columns} FROM code WHERE programme = ? ORDER BY place, id`, [
    programme,
  ]);
  return rows.map(told);
}

export async function findCode(reader: Reader, id: string): Promise<CodeRow | undefined> {
  if (!isUuid(id)) return undefined;
  const [row] = await reader.rows<Stored>(`SELECT ${columns} FROM code WHERE id = ?::UUID`, [id]);
  return row && told(row);
}

/** The code as it was read by whoever changes it. @throws Problem not_found, revision_conflict */
export async function codeAt(tx: Connection, id: string, revision: number): Promise<CodeRow> {
  const code = await findCode(tx, id);
  if (!code) throw notFound(id);
  if (code.revision !== revision) throw new Problem('revision_conflict', { value: code.revision });
  return code;
}

/** @param by  who made it, and whether it needs no decision */
export async function insertCode(
  tx: Connection,
  code: NewCode,
  by: { readonly who: string; readonly state: CodeState },
): Promise<void> {
  await tx.run(
    `INSERT INTO code BY NAME
     SELECT $id::UUID AS id, $programme AS programme, $parent::UUID AS parent,
            coalesce((SELECT max(place) FROM code WHERE programme = $programme), 0) + 1 AS place, $labels AS labels,
            $description AS description, $skill AS skill, $colour AS colour, $state AS state, NULL::UUID AS merged_into,
            $who AS proposed_by, 1 AS revision`,
    { ...code, labels: JSON.stringify(code.labels), ...by },
  );
}

/** Writes a code as it now is, one revision further. */
export async function updateCode(tx: Connection, code: CodeRow): Promise<void> {
  const { id, parent, place, labels, description, skill, colour, state, mergedInto } = code;
  await tx.run(
    `UPDATE code SET parent = $parent::UUID, place = $place, labels = $labels, description = $description, skill = $skill,
       colour = $colour, state = $state, merged_into = $mergedInto::UUID, revision = revision + 1
     WHERE id = $id::UUID`,
    { id, parent, place, labels: JSON.stringify(labels), description, skill, colour, state, mergedInto },
  );
}

export interface Happened {
  readonly programme: string;
  readonly code: string;
  readonly what: CodeEventKind;
  readonly who: string;
  readonly day: string;
  readonly detail: object;
}

/** Adds to the history of the codes. */
export async function noteEvent(tx: Connection, { detail, ...event }: Happened): Promise<void> {
  await tx.run(
    `INSERT INTO code_event BY NAME
     SELECT $programme AS programme, $code::UUID AS code,
            coalesce((SELECT max(seq) FROM code_event WHERE programme = $programme), 0) + 1 AS seq, $what AS what,
            $who AS who, $day::DATE AS day, $detail AS detail`,
    { ...event, detail: JSON.stringify(detail) },
  );
}
