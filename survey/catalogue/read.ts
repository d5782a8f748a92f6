/** The catalogue as pages and calls show it: rows with the names of providers and places beside them. */
import type { Connection } from '../../data/database.server.ts';
import type { CatalogueCourse, CatalogueEdition } from '../contract.ts';
import type { Organisation, ProgrammeReference } from '../programme/reference.ts';
import { modulesOf, readRows, revisionOf, type CourseRecord, type EditionRecord } from './store.ts';

export interface CatalogueSource {
  readonly database: Pick<Connection, 'rows'>;
  readonly reference: Pick<ProgrammeReference, 'organisations'>;
}

interface Place {
  readonly territory: string;
  readonly it: string;
  readonly en: string;
  readonly longitude: number | null;
  readonly latitude: number | null;
}

/** @param key  only this course */
export async function readCatalogue(
  { database, reference }: CatalogueSource,
  programme: string,
  key: string | null = null,
): Promise<CatalogueCourse[]> {
  const { courses, editions } = await readRows(database, programme, key);
  const bodies = new Map((await reference.organisations(programme)).map((one) => [one.key, one]));
  const places = await readPlaces(database, programme, editions);
  const byCourse = Map.groupBy(editions, ({ course }) => course);
  return courses.map((course) => ({
    ...courseOf(course, bodies),
    editions: (byCourse.get(course.key) ?? []).map((one) => editionOf(one, places)).sort(byStart),
  }));
}

const byStart = (one: CatalogueEdition, other: CatalogueEdition) =>
  one.startsOn.localeCompare(other.startsOn) || one.key.localeCompare(other.key);

export const placeOf = ({ territory_level: level, territory_code: code }: EditionRecord): string | null =>
  level === null ? null : `${level}:${code}`;

async function readPlaces(
  { rows }: CatalogueSource['database'],
  programme: string,
  editions: readonly EditionRecord[],
) {
  const names = [...new Set(editions.flatMap((one) => placeOf(one) ?? []))];
  if (names.length === 0) return new Map<string, Place>();
  const found = await rows<Place>(
    `SELECT level || ':' || code AS territory, name AS it, coalesce(name_en, name) AS en, longitude, latitude
     FROM territory
     WHERE (programme IS NULL OR programme = $programme) AND list_contains($names, level || ':' || code)`,
    { programme, names },
  );
  return new Map(found.map((one) => [one.territory, one]));
}

function courseOf(row: CourseRecord, bodies: ReadonlyMap<string, Organisation>): Omit<CatalogueCourse, 'editions'> {
  const { description_it: it, description_en: en, provider } = row;
  const body = provider === null ? undefined : bodies.get(provider);
  return {
    ...{ key: row.key, title: { it: row.title_it, en: row.title_en } },
    description: it === null && en === null ? null : { it: it ?? en!, en: en ?? it! },
    provider: body ? { key: body.key, name: body.name, website: body.website } : null,
    ...{ skills: [...row.skills], levelFrom: row.level_from, levelTo: row.level_to, eqf: row.eqf, mode: row.mode },
    hours: { classroom: row.hours_classroom, online: row.hours_online },
    ...{ modules: modulesOf(row), certificate: row.certificate, certification: row.certification },
    ...{ costEdition: row.cost_edition, costLearner: row.cost_learner, prerequisites: row.prerequisites },
    ...{ targetGroups: [...row.target_groups], demo: row.demo, revision: revisionOf(row) },
  };
}

function editionOf(row: EditionRecord, places: ReadonlyMap<string, Place>): CatalogueEdition {
  const territory = placeOf(row);
  const place = territory === null ? undefined : places.get(territory);
  const { longitude, latitude } = place ?? {};
  return {
    ...{ key: row.key, territory, placeName: place ? { it: place.it, en: place.en } : null },
    point: typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null,
    ...{ startsOn: row.starts_on, endsOn: row.ends_on, seats: row.seats, taken: row.taken },
    ...{ free: row.taken === null ? null : Math.max(0, row.seats - row.taken), revision: revisionOf(row) },
  };
}
