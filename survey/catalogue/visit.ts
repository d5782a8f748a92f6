/** What a visitor of a catalogue is offered: places, skills and groups to choose among, and courses by words. */
import type {
  CatalogueCourse,
  CatalogueFrame,
  CataloguePlace,
  CatalogueVisit,
  Language,
  NamedKey,
} from '../contract.ts';
import { findEntries } from '../coding/search.ts';
import { codesOf, type ProgrammeContent } from '../programme/schema.ts';
import type { CatalogueOptions } from './service.ts';
import { readCatalogue } from './read.ts';

export function createVisit(options: CatalogueOptions): CatalogueVisit {
  const { registry, database, today } = options;
  return {
    frame: async (id) => {
      const { programme, targetGroups } = registry.programme(id);
      return {
        ...{ today: today(), ...(await readPlaces(database, programme.territory)) },
        skills: await readSkills(database, id),
        groups: targetGroups.map(({ key, label }) => ({ key, label })),
      };
    },
    find: async (id, words, language) => {
      registry.programme(id);
      const labels = new Map((await readSkills(database, id)).map(({ key, label }) => [key, label[language]]));
      const courses = await readCatalogue(options, id);
      const entries = courses.map((course) => ({
        ...{ key: course.key, label: course.title[language], more: wordsOf(course, labels, language) },
      }));
      return findEntries(entries, words, language) ?? courses.map(({ key }) => key);
    },
  };
}

/** All that is told of a course beside its title. */
function wordsOf(course: CatalogueCourse, labels: ReadonlyMap<string, string | undefined>, language: Language): string {
  const { skills, description, provider, editions } = course;
  const places = new Set(editions.map(({ placeName }) => placeName?.[language]));
  return [...skills.map((key) => labels.get(key)), description?.[language], provider?.name, ...places].join(' \n ');
}

async function readSkills({ rows }: CatalogueOptions['database'], programme: string): Promise<NamedKey[]> {
  const found = await rows<{ key: string; it: string; en: string }>(
    'SELECT key, label_it AS it, label_en AS en FROM skill WHERE programme = ? ORDER BY label_it',
    [programme],
  );
  return found.map(({ key, it, en }) => ({ key, label: { it, en } }));
}

type Territory = ProgrammeContent['programme']['territory'];

async function readPlaces(
  { rows }: CatalogueOptions['database'],
  territory: Territory,
): Promise<Pick<CatalogueFrame, 'level' | 'places'>> {
  const level = territory.level === 'country' ? 'country' : 'municipality';
  const found = await rows<{ code: string; it: string; en: string; x: number | null; y: number | null }>(
    `SELECT place.code, place.name AS it, coalesce(place.name_en, place.name) AS en,
       place.longitude AS x, place.latitude AS y
     FROM territory AS place
     JOIN territory AS home ON home.id IN (place.id, place.province_id, place.region_id)
     WHERE place.programme IS NULL AND place.level = $level
       AND home.programme IS NULL AND home.level = $home AND list_contains($codes, home.code)
     ORDER BY place.name`,
    { level, home: territory.level, codes: [...codesOf(territory)] },
  );
  const places = found.map(({ code, it, en, x, y }): CataloguePlace => ({
    ...{ code, name: { it, en }, point: x === null || y === null ? null : [x, y] },
  }));
  return { level, places };
}
