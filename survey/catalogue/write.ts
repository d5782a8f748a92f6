/** Writes rows of a catalogue: what goes, goes; what comes, comes; the rest is not touched. */
import type { Connection } from '../../data/database.server.ts';
import type { Change } from './change.ts';
import type { CourseRecord, EditionRecord, Rows } from './store.ts';

type Structure<T> = Readonly<Record<keyof T | 'programme', string | readonly string[]>>;

const courseStructure: Structure<CourseRecord> = {
  ...{ programme: 'VARCHAR', key: 'VARCHAR', title_it: 'VARCHAR', title_en: 'VARCHAR', description_it: 'VARCHAR' },
  ...{ description_en: 'VARCHAR', provider: 'VARCHAR', skills: ['VARCHAR'], level_from: 'INTEGER' },
  ...{ level_to: 'INTEGER', eqf: 'INTEGER', mode: 'VARCHAR', hours_classroom: 'DOUBLE', hours_online: 'DOUBLE' },
  ...{ modules: 'VARCHAR', certificate: 'VARCHAR', certification: 'VARCHAR', cost_edition: 'DOUBLE' },
  ...{ cost_learner: 'DOUBLE', prerequisites: 'VARCHAR', target_groups: ['VARCHAR'], demo: 'BOOLEAN' },
};
const editionStructure: Structure<EditionRecord> = {
  ...{ programme: 'VARCHAR', course: 'VARCHAR', key: 'VARCHAR', territory_level: 'VARCHAR', territory_code: 'VARCHAR' },
  ...{ starts_on: 'DATE', ends_on: 'DATE', seats: 'INTEGER', taken: 'INTEGER' },
};

/** Puts `after` where `before` stood; the other way round it takes the change back. */
export async function writeChange(tx: Connection, programme: string, { before, after }: Change): Promise<void> {
  await remove(tx, programme, before);
  await insert(tx, programme, 'course', courseStructure, after.courses);
  await insert(tx, programme, 'edition', editionStructure, after.editions);
}

/** From now on the folder no longer says what the catalogue holds. */
export const keep = (tx: Connection, programme: string, today: string): Promise<void> =>
  tx.run('INSERT INTO catalogue_kept VALUES (?, ?::DATE) ON CONFLICT DO NOTHING', [programme, today]);

async function remove(tx: Connection, programme: string, { courses, editions }: Rows): Promise<void> {
  const keys = courses.map(({ key }) => key);
  const names = editions.map(({ course, key }) => ({ course, key }));
  if (keys.length > 0)
    await tx.run(
      `DELETE FROM course WHERE programme = $programme
         AND key IN (SELECT unnest(from_json($keys, '["VARCHAR"]')))`,
      { programme, keys: JSON.stringify(keys) },
    );
  if (names.length > 0)
    await tx.run(
      `DELETE FROM edition WHERE programme = $programme AND (course, key) IN (
         SELECT (course, key) FROM (
           SELECT unnest(from_json($names, '[{"course": "VARCHAR", "key": "VARCHAR"}]'), recursive := true)))`,
      { programme, names: JSON.stringify(names) },
    );
}

async function insert<T extends object>(
  tx: Connection,
  programme: string,
  table: 'course' | 'edition',
  structure: Structure<T>,
  rows: readonly T[],
): Promise<void> {
  if (rows.length === 0) return;
  await tx.run(`INSERT INTO ${table} BY NAME SELECT unnest(from_json(?, ?), recursive := true)`, [
    JSON.stringify(rows.map((row) => ({ ...row, programme }))),
    JSON.stringify([structure]),
  ]);
}
