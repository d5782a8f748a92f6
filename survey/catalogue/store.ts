/** The rows of a catalogue as the tables hold them: read as a whole, written as a whole. */
import type { Connection } from '../../data/database.server.ts';
import { hashOf } from '../hash.ts';
import type { CourseMode, CourseModule } from '../contract.ts';

/** A course as it is stored, without the programme. */
export interface CourseRecord {
  readonly key: string;
  readonly title_it: string;
  readonly title_en: string;
  readonly description_it: string | null;
  readonly description_en: string | null;
  readonly provider: string | null;
  readonly skills: readonly string[];
  readonly level_from: number | null;
  readonly level_to: number | null;
  readonly eqf: number | null;
  readonly mode: CourseMode;
  readonly hours_classroom: number | null;
  readonly hours_online: number | null;
  /** JSON of `CourseModule[]` */
  readonly modules: string | null;
  readonly certificate: string | null;
  readonly certification: string | null;
  readonly cost_edition: number | null;
  readonly cost_learner: number | null;
  readonly prerequisites: string | null;
  readonly target_groups: readonly string[];
  readonly demo: boolean;
}

/** An edition as it is stored; `course` and `key` name it. */
export interface EditionRecord {
  readonly course: string;
  readonly key: string;
  readonly territory_level: string | null;
  readonly territory_code: string | null;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly seats: number;
  readonly taken: number | null;
}

/** Rows that belong together: a whole catalogue, or what a change touched. */
export interface Rows {
  readonly courses: readonly CourseRecord[];
  readonly editions: readonly EditionRecord[];
}

type Reader = Pick<Connection, 'rows'>;

export const courseColumns = [
  ...(['key', 'title_it', 'title_en', 'description_it', 'description_en', 'provider', 'skills'] as const),
  ...(['level_from', 'level_to', 'eqf', 'mode', 'hours_classroom', 'hours_online', 'modules', 'certificate'] as const),
  ...(['certification', 'cost_edition', 'cost_learner', 'prerequisites', 'target_groups', 'demo'] as const),
] as const;
export const editionColumns = [
  ...(['course', 'key', 'territory_level', 'territory_code', 'starts_on', 'ends_on', 'seats', 'taken'] as const),
] as const;

/** A catalogue, in the order of its keys. @param course  only this one */
export async function readRows(reader: Reader, programme: string, course: string | null = null): Promise<Rows> {
  const read = async <T>(columns: readonly string[], table: string, own: string) => {
    const rows = await reader.rows<{ line: string }>(
      `SELECT to_json(line)::VARCHAR AS line FROM
         (SELECT ${columns.join(', ')} FROM ${table} WHERE programme = $programme AND ($course IS NULL OR ${own} = $course)
          ORDER BY ${own}, key) AS line`,
      { programme, course },
    );
    return rows.map(({ line }) => JSON.parse(line) as T);
  };
  return {
    courses: await read<CourseRecord>(courseColumns, 'course', 'key'),
    editions: await read<EditionRecord>(editionColumns, 'edition', 'course'),
  };
}

/** A short name for what stands in a row: equal for equal rows. */
export const revisionOf = (row: CourseRecord | EditionRecord): string => hashOf(row).slice(0, 16);

export const modulesOf = ({ modules }: Pick<CourseRecord, 'modules'>): CourseModule[] =>
  modules === null ? [] : (JSON.parse(modules) as CourseModule[]);
