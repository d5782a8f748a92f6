/** What surrounds an instrument in its programme: survey, skills, what was published before. */
import type { Connection, Database } from '../../data/database.server.ts';
import type { Localized, RespondentLanguage } from '../contract.ts';
import { languagesOfAll } from '../programme/language.ts';
import type { Registry, SurveyEntry } from '../registry/registry.ts';
import type { CheckContext } from './check.ts';
import type { Sheet } from './contract.ts';
import { found, type Found } from './finding.ts';
import { readVersion } from './version.ts';

interface Sources {
  readonly database: Database;
  readonly registry: Registry;
}

/** The surveys that ask an instrument. */
export const surveysOf = (registry: Registry, programme: string, instrument: string): SurveyEntry[] =>
  registry.entries().filter(({ compiled: one }) => one.programme === programme && one.instrument === instrument);

/** The newest survey that asks an instrument. */
export const surveyOf = (registry: Registry, programme: string, instrument: string): SurveyEntry | undefined =>
  surveysOf(registry, programme, instrument).toSorted((a, b) =>
    b.settings.opensOn.localeCompare(a.settings.opensOn),
  )[0];

/** The languages in which the surveys of an instrument ask it: those of the programme before there is one. */
export function instrumentLanguages(registry: Registry, programme: string, instrument: string): RespondentLanguage[] {
  const settings = surveysOf(registry, programme, instrument).map((entry) => entry.settings);
  return languagesOfAll(registry.programme(programme).programme, settings);
}

export async function skillsOf(
  reader: Pick<Connection, 'rows'>,
  programme: string,
): Promise<{ key: string; label: Localized }[]> {
  const rows = await reader.rows<{ key: string; it: string; en: string }>(
    'SELECT key, label_it AS it, label_en AS en FROM skill WHERE programme = ?',
    [programme],
  );
  return rows.map(({ key, it, en }) => ({ key, label: { it, en } }));
}

export async function contextOf(
  { database, registry }: Sources,
  programme: string,
  instrument: string,
  sheet: Sheet,
): Promise<CheckContext> {
  const content = registry.programme(programme);
  const latest = await readVersion(database, { programme, instrument }, null);
  const own = registry.entries().filter(({ compiled }) => compiled.programme === programme);
  const places = own.flatMap(({ compiled }) => compiled.territories);
  return {
    ...{ sheet, instrument, generator: content.generator },
    languages: instrumentLanguages(registry, programme, instrument),
    places: new Map(places.map((place) => [place.code, place])),
    levelled: { programme: content.programme, areas: places.filter(({ level }) => level === 'area') },
    skills: await skillsOf(database, programme),
    hasGroups: content.targetGroups.length > 0,
    previous: latest?.codebook ?? null,
    beside: takenBy(registry.find(sheet.survey), programme, instrument),
  };
}

/** A survey keeps its programme and its instrument: its answers are about them. */
function takenBy(entry: SurveyEntry | undefined, programme: string, instrument: string): Found[] {
  if (!entry) return [];
  const { compiled } = entry;
  if (compiled.programme === programme && compiled.instrument === instrument) return [];
  return [found('sheet.survey', 'survey_taken', compiled.id, `${compiled.programme}/${compiled.instrument}`)];
}
