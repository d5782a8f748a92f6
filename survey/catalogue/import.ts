/** The files that came into a catalogue: stored as a whole, and taken back as a whole. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { CatalogueCounts, CatalogueImport } from '../contract.ts';
import { editionName, isSame, type Change } from './change.ts';
import { readRows, type Rows } from './store.ts';
import { writeChange } from './write.ts';

type Reader = Pick<Connection, 'rows'>;

/** A file that was checked. */
export interface CheckedFile {
  readonly name: string;
  readonly hash: string;
  readonly lines: number;
  readonly counts: CatalogueCounts;
  readonly change: Change;
}

/** Newest first. */
export async function listImports(reader: Reader, programme: string): Promise<CatalogueImport[]> {
  const rows = await reader.rows<Omit<CatalogueImport, 'counts'> & { counts: string }>(
    `SELECT number, name AS file, lines, counts, imported_on::VARCHAR AS "importedOn",
            undone_on::VARCHAR AS "undoneOn"
     FROM catalogue_import WHERE programme = ? ORDER BY number DESC`,
    [programme],
  );
  return rows.map((row) => ({ ...row, counts: JSON.parse(row.counts) as CatalogueCounts }));
}

/** The day on which this very file came in, if it stands. */
export async function standsSince(reader: Reader, programme: string, hash: string): Promise<string | null> {
  const [row] = await reader.rows<{ day: string }>(
    `SELECT imported_on::VARCHAR AS day FROM catalogue_import
     WHERE programme = ? AND hash = ? AND undone_on IS NULL ORDER BY number DESC LIMIT 1`,
    [programme, hash],
  );
  return row?.day ?? null;
}

/**
 * What a check rests on, as a short text: the catalogue and what it may name. Another text means that a file must be checked
 * again.
 */
export async function basisOf(reader: Reader, programme: string): Promise<string> {
  const tables = ['course', 'edition', 'skill', 'organisation'] as const;
  const parts = tables.map(
    (table) => `coalesce((SELECT md5(string_agg(line, chr(10) ORDER BY line)) FROM
      (SELECT to_json(${table})::VARCHAR AS line FROM ${table} WHERE programme = $programme)), '-')`,
  );
  const [row] = await reader.rows<{ basis: string }>(
    `SELECT ${parts.join(` || `)} || coalesce((SELECT hash FROM programme WHERE id = $programme), '-') AS basis`,
    { programme },
  );
  return row!.basis;
}

/** @returns the number of the import */
export async function addImport(
  tx: Connection,
  programme: string,
  { name, hash, lines, counts, change }: CheckedFile,
  { who, today }: { readonly who: string; readonly today: string },
): Promise<number> {
  await writeChange(tx, programme, change);
  const [row] = await tx.rows<{ number: number }>(
    'SELECT coalesce(max(number), 0)::INTEGER + 1 AS number FROM catalogue_import WHERE programme = ?',
    [programme],
  );
  const { number } = row!;
  await tx.run('INSERT INTO catalogue_import VALUES (?, ?, ?, ?, ?, ?, ?, ?::DATE, NULL, ?, ?)', [
    ...[programme, number, hash, name, lines, JSON.stringify(counts), who, today],
    ...[JSON.stringify(change.before), JSON.stringify(change.after)],
  ]);
  return number;
}

/** Takes the last standing import back: the rows are again as they were before it. @throws Problem not_found, catalogue_not_last, catalogue_edited */
export async function undoImport(tx: Connection, programme: string, number: number, today: string): Promise<number> {
  const standing = (await listImports(tx, programme)).filter(({ undoneOn }) => undoneOn === null);
  const wanted = standing.find((one) => one.number === number);
  if (wanted === undefined) throw new Problem('not_found', { value: String(number) });
  const [last] = standing;
  if (last !== wanted) throw new Problem('catalogue_not_last', { last: last!.file });
  const [stored] = await tx.rows<{ before: string; after: string }>(
    'SELECT before, after FROM catalogue_import WHERE programme = ? AND number = ?',
    [programme, number],
  );
  const [before, after] = [JSON.parse(stored!.before) as Rows, JSON.parse(stored!.after) as Rows];
  const edited = editedSince(await readRows(tx, programme), { before, after });
  if (edited.length > 0) throw new Problem('catalogue_edited', { rows: told(edited) });
  await writeChange(tx, programme, { before: after, after: before });
  await tx.run(
    `UPDATE catalogue_import SET undone_on = ?::DATE, before = '[]', after = '[]' WHERE programme = ? AND number = ?`,
    [today, programme, number],
  );
  return wanted.lines;
}

const fewNames = 5;
const told = (names: readonly string[]) =>
  [...names.slice(0, fewNames), ...(names.length > fewNames ? [`… (${names.length})`] : [])].join(', ');

/** Names of rows that are not as the import left them, or that would lose what belongs to them. */
function editedSince(current: Rows, { before, after }: Change): string[] {
  const courses = differing(current.courses, before.courses, after.courses, ({ key }) => key);
  const editions = differing(current.editions, before.editions, after.editions, editionName);
  const kept = new Set(before.courses.map(({ key }) => key));
  const going = new Set(after.courses.map(({ key }) => key).filter((key) => !kept.has(key)));
  const own = new Set(after.editions.map(editionName));
  const orphans = current.editions.filter((one) => going.has(one.course) && !own.has(editionName(one)));
  return [...courses, ...editions, ...orphans.map(editionName)];
}

function differing<T extends object>(
  current: readonly T[],
  before: readonly T[],
  after: readonly T[],
  nameOf: (row: T) => string,
): string[] {
  const held = new Map(current.map((row) => [nameOf(row), row]));
  const left = new Map(after.map((row) => [nameOf(row), row]));
  const removed = before.map(nameOf).filter((name) => !left.has(name));
  const isAsLeft = (row: T) => {
    const now = held.get(nameOf(row));
    return now !== undefined && isSame(now, row);
  };
  return [...after.filter((row) => !isAsLeft(row)).map(nameOf), ...removed.filter((name) => held.has(name))];
}
