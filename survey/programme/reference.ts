/** What a programme keeps beside its surveys, read from the database: for the pages and figures that need it. */
import type { Database } from '../../data/database.server.ts';
import type { Localized } from '../contract.ts';
import type { Definition } from '../definition/definition.ts';
import type { CourseRow, EditionRow, FormsFile, OrganisationRow, TargetProfileFile } from './schema-reference.ts';

/** `level:code` of a territory. */
type PlaceName = string;

export interface Organisation extends Omit<OrganisationRow, 'territory' | 'members_of'> {
  readonly territory: PlaceName | null;
  /** keys of the organisations that it belongs to */
  readonly membersOf: readonly string[];
}

export interface Benchmark {
  readonly variable: string;
  readonly category: string;
  readonly territory: PlaceName;
  /** a share, 0 to 1 */
  readonly value: number;
  readonly n: number | null;
  readonly year: number;
  readonly source: Localized;
  readonly url: string | null;
}

export interface Margin {
  readonly territory: PlaceName;
  readonly variable: string;
  readonly category: string;
  readonly count: number;
  readonly source: string;
  readonly year: number;
}

/** An edition of a course; days are YYYY-MM-DD. */
export interface Edition extends Omit<EditionRow, 'territory'> {
  readonly territory: PlaceName | null;
}

/** What only the catalogue's own pages tell. */
type Told = 'description_it' | 'description_en' | 'modules' | 'certificate';

/** Costs in euro, hours as they are taught. */
export interface Course extends Omit<CourseRow, 'title_it' | 'title_en' | Told> {
  readonly title: Localized;
  readonly editions: readonly Edition[];
}

export interface Laboratory {
  readonly key: string;
  readonly organisation: string;
  readonly title: Localized;
  readonly territory: PlaceName | null;
  readonly equipment: readonly string[];
  readonly skills: readonly string[];
  /** hours a week that others may use it, and that it is in use already */
  readonly outsideHours: number | null;
  readonly occupiedHours: number | null;
  readonly access: Localized | null;
  readonly demo: boolean;
}

/** The focus group's guide; `version` is the newest. */
export interface Guide {
  readonly version: number;
  readonly definition: Definition;
}

/** Each call reads the database; a programme that has none gives an empty list, or null. */
export interface ProgrammeReference {
  organisations(programme: string): Promise<Organisation[]>;
  benchmarks(programme: string): Promise<Benchmark[]>;
  margins(programme: string): Promise<Margin[]>;
  courses(programme: string): Promise<Course[]>;
  laboratories(programme: string): Promise<Laboratory[]>;
  guide(programme: string): Promise<Guide | null>;
  forms(programme: string): Promise<FormsFile | null>;
  targetProfile(programme: string): Promise<TargetProfileFile | null>;
}

const place = `CASE WHEN territory_level IS NOT NULL THEN territory_level || ':' || territory_code END AS territory`;
const localized = (name: string) => `{it: ${name}_it, en: ${name}_en}`;

/** Opens the reader. What stands in these tables passed its schema when the programme was loaded. */
export function programmeReference(database: Pick<Database, 'rows'>): ProgrammeReference {
  const read = <T>(columns: string, table: string, programme: string, order: string) =>
    database.rows<T>(`SELECT ${columns} FROM ${table} WHERE programme = ? ORDER BY ${order}`, [programme]);
  const json = async <T>(columns: string, table: string, programme: string, order: string): Promise<T[]> => {
    const rows = await database.rows<{ line: string }>(
      `SELECT to_json(line)::VARCHAR AS line FROM
         (SELECT ${columns} FROM ${table} WHERE programme = ? ORDER BY ${order}) AS line`,
      [programme],
    );
    return rows.map(({ line }) => JSON.parse(line) as T);
  };
  const document = async <T>(programme: string, name: string): Promise<T | null> => {
    const [row] = await database.rows<{ content: string }>(
      'SELECT content FROM programme_document WHERE programme = ? AND name = ?',
      [programme, name],
    );
    return row ? (JSON.parse(row.content) as T) : null;
  };
  return {
    organisations: (programme) =>
      json(`key, kind, name, ${place}, members_of AS "membersOf", website, demo`, 'organisation', programme, 'key'),
    benchmarks: (programme) =>
      json(
        `variable, category, ${place}, value, n, year, ${localized('source')} AS source, url`,
        'benchmark',
        programme,
        'variable, category, territory_level, territory_code, year',
      ),
    margins: (programme) =>
      json(
        `${place}, variable, category, count, source, year`,
        'margin',
        programme,
        'territory_level, territory_code, variable, category, year',
      ),
    courses: async (programme) => {
      const courses = await json<Omit<Course, 'editions'>>(
        `* EXCLUDE (programme, title_it, title_en, description_it, description_en, modules, certificate),
         ${localized('title')} AS title`,
        'course',
        programme,
        'key',
      );
      const editions = await json<Edition>(
        `course, key, ${place}, starts_on, ends_on, seats, taken`,
        'edition',
        programme,
        'course, key',
      );
      const byCourse = Map.groupBy(editions, ({ course }) => course);
      return courses.map((course) => ({ ...course, editions: byCourse.get(course.key) ?? [] }));
    },
    laboratories: (programme) =>
      json(
        `key, organisation, ${localized('title')} AS title, ${place}, equipment, skills, outside_hours AS "outsideHours",
         occupied_hours AS "occupiedHours", CASE WHEN access_it IS NOT NULL THEN ${localized('access')} END AS access, demo`,
        'laboratory',
        programme,
        'key',
      ),
    guide: async (programme) => {
      const [row] = await read<{ version: number; definition: string }>(
        'version, definition',
        'guide_version',
        programme,
        'version DESC LIMIT 1',
      );
      return row ? { version: row.version, definition: JSON.parse(row.definition) as Definition } : null;
    },
    forms: (programme) => document(programme, 'forms'),
    targetProfile: (programme) => document(programme, 'target-profile'),
  };
}
