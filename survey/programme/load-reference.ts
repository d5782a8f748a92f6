/** Writes what a programme brings beside its surveys: the rows as the folder now has them, the guide by version. */
import type { Connection } from '../../data/connection.server.ts';
import { hashOf } from '../hash.ts';
import type { Programme } from './read.ts';
import type { Row } from './read-file.ts';

type Cell = string | number | boolean | null | readonly string[];
type Column = 'VARCHAR' | 'VARCHAR[]' | 'DOUBLE' | 'INTEGER' | 'BOOLEAN' | 'DATE';
type Line = Readonly<Record<string, Cell>>;

const place = { territory_level: 'VARCHAR', territory_code: 'VARCHAR' } as const;

/** The columns of each table, besides the programme. */
const tables = {
  organisation: {
    ...{ key: 'VARCHAR', kind: 'VARCHAR', name: 'VARCHAR', ...place, members_of: 'VARCHAR[]', website: 'VARCHAR' },
    demo: 'BOOLEAN',
  },
  benchmark: {
    ...{ variable: 'VARCHAR', category: 'VARCHAR', ...place, value: 'DOUBLE', n: 'INTEGER', year: 'INTEGER' },
    ...{ source_it: 'VARCHAR', source_en: 'VARCHAR', url: 'VARCHAR' },
  },
  margin: { ...place, variable: 'VARCHAR', category: 'VARCHAR', count: 'DOUBLE', source: 'VARCHAR', year: 'INTEGER' },
  course: {
    ...{ key: 'VARCHAR', title_it: 'VARCHAR', title_en: 'VARCHAR', provider: 'VARCHAR', skills: 'VARCHAR[]' },
    ...{ level_from: 'INTEGER', level_to: 'INTEGER', eqf: 'INTEGER', mode: 'VARCHAR', hours_classroom: 'DOUBLE' },
    ...{ hours_online: 'DOUBLE', certification: 'VARCHAR', cost_edition: 'DOUBLE', cost_learner: 'DOUBLE' },
    ...{ prerequisites: 'VARCHAR', target_groups: 'VARCHAR[]', demo: 'BOOLEAN' },
    ...{ description_it: 'VARCHAR', description_en: 'VARCHAR', modules: 'VARCHAR', certificate: 'VARCHAR' },
  },
  edition: {
    ...{ course: 'VARCHAR', key: 'VARCHAR', ...place, starts_on: 'DATE', ends_on: 'DATE', seats: 'INTEGER' },
    taken: 'INTEGER',
  },
  laboratory: {
    ...{ key: 'VARCHAR', organisation: 'VARCHAR', title_it: 'VARCHAR', title_en: 'VARCHAR', ...place },
    ...{ equipment: 'VARCHAR[]', skills: 'VARCHAR[]', outside_hours: 'DOUBLE', occupied_hours: 'DOUBLE' },
    ...{ access_it: 'VARCHAR', access_en: 'VARCHAR', demo: 'BOOLEAN' },
  },
  programme_document: { name: 'VARCHAR', content: 'VARCHAR' },
} as const satisfies Record<string, Record<string, Column>>;

/** Replaces the programme's rows. @param today  the day that stands at a new version of the guide */
export async function writeReference(tx: Connection, programme: Programme, today: string): Promise<void> {
  const { id } = programme.programme;
  const { organisations, margins, courses, editions, laboratories } = programme;
  await replace(tx, id, 'organisation', organisations.map(placed));
  await replace(tx, id, 'benchmark', programme.benchmarks.map(benchmarkLine));
  await replace(tx, id, 'margin', margins.map(placed));
  if (!(await isKeptByStaff(tx, id))) {
    await replace(tx, id, 'course', courses.map(withoutRow));
    await replace(tx, id, 'edition', editions.map(placed));
  }
  await replace(tx, id, 'laboratory', laboratories.map(placed));
  await replace(tx, id, 'programme_document', documents(programme));
  await publishGuide(tx, programme, today);
}

/** From the first change by staff on the catalogue is theirs. */
async function isKeptByStaff(tx: Connection, programme: string): Promise<boolean> {
  return (await tx.rows('SELECT 1 FROM catalogue_kept WHERE programme = ?', [programme])).length > 0;
}

interface Placed {
  readonly territory: { readonly territoryLevel: string; readonly territoryCode: string } | null;
}

const withoutRow = <T extends object>({ row: _, ...line }: Row<T>) => line;

function placed<T extends Placed>({ row: _, territory, ...line }: Row<T>) {
  return {
    ...line,
    territory_level: territory?.territoryLevel ?? null,
    territory_code: territory?.territoryCode ?? null,
  };
}

function benchmarkLine({ territory, source, ...line }: Programme['benchmarks'][number]) {
  const { territoryLevel: territory_level, territoryCode: territory_code } = territory;
  return { ...line, territory_level, territory_code, source_it: source.it, source_en: source.en };
}

function documents({ forms, targetProfile }: Programme): Line[] {
  const named = [
    ['forms', forms],
    ['target-profile', targetProfile],
  ] as const;
  return named.flatMap(([name, content]) => (content === null ? [] : [{ name, content: JSON.stringify(content) }]));
}

async function replace(
  tx: Connection,
  programme: string,
  table: keyof typeof tables,
  lines: readonly Line[],
): Promise<void> {
  await tx.run(`DELETE FROM ${table} WHERE programme = ?`, [programme]);
  if (lines.length === 0) return;
  const columns: Readonly<Record<string, Column>> = { programme: 'VARCHAR', ...tables[table] };
  const structure = Object.entries(columns).map(([name, type]) => [name, type === 'VARCHAR[]' ? ['VARCHAR'] : type]);
  await tx.run(`INSERT INTO ${table} BY NAME SELECT unnest(from_json(?, ?), recursive := true)`, [
    JSON.stringify(lines.map((line) => ({ ...line, programme }))),
    JSON.stringify([Object.fromEntries(structure)]),
  ]);
}

async function publishGuide(tx: Connection, { programme: { id }, guide }: Programme, today: string): Promise<void> {
  if (guide === null) return;
  const hash = hashOf(guide);
  const [latest] = await tx.rows<{ version: number; hash: string }>(
    'SELECT version, hash FROM guide_version WHERE programme = ? ORDER BY version DESC LIMIT 1',
    [id],
  );
  if (latest?.hash === hash) return;
  await tx.run(
    'INSERT INTO guide_version (programme, version, hash, definition, published_on) VALUES (?, ?, ?, ?, ?::DATE)',
    [id, (latest?.version ?? 0) + 1, hash, JSON.stringify(guide), today],
  );
}
