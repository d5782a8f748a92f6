/** What a survey offers to look at: read from its codebook, the same on the server and in the browser. */
import type { EstimateRow, TerritoryLevel } from '../../../analytics/contract.ts';
import type {
  Bounds,
  Category,
  Codebook,
  Localized,
  ProgrammeSummary,
  Territory,
  Variable,
} from '../../../survey/contract.ts';
import { viewKeys, type FilterKey, type ViewKey, type Vocabulary } from '../filter.ts';
import type { Question } from './definition.ts';
import { topicsOf, type LevelPair, type Topic, type Wave } from './offer.ts';
import { pairsOf } from './pairs.ts';
import type { Names } from './queries.ts';

/** A variable that filters, under its key in the address. */
export interface FilterVariable {
  readonly key: Exclude<FilterKey, 'area'>;
  readonly role: FilterRole;
  readonly variable: string;
  readonly label: Localized;
  readonly choices: readonly Category[];
}

/**
 * `levels`: those of the maps, from the widest; `within`: the territory of the programme, without a code where it is
 * several `countries`; `home`: its code where its people are published as such, else empty: then the page is about
 * everybody who answered, wherever they live.
 */
export interface Frame {
  readonly need: string;
  readonly territory: string;
  readonly skills: readonly Category[];
  readonly filters: readonly FilterVariable[];
  readonly levels: readonly TerritoryLevel[];
  readonly territories: readonly Territory[];
  readonly within: { readonly code: string; readonly name: Localized };
  readonly countries: readonly string[];
  readonly home: string;
  /** the same, but empty where everybody published lives there: then other filters need not be crossed with it */
  readonly homeFilter: string;
  readonly programme: string;
  /** levels that are drawn as outlines of their own, imported from official ones */
  readonly outlined: readonly TerritoryLevel[];
  /** of the outlines of the territory; null when there are none */
  readonly bounds: Bounds | null;
  readonly start: { readonly skill: string; readonly level: TerritoryLevel };
  /** what the classes of the heat map are made for: the highest rates of the whole survey */
  readonly highest: readonly number[];
  readonly pairs: readonly LevelPair[];
  readonly topics: readonly Topic[];
  /** the same survey in other years, oldest first */
  readonly waves: readonly Wave[];
}

/** How many skills a ranking shows before somebody asks for all, and how many rows the heat map has. */
export const topSkills = 15;

export type FilterRole = 'targetGroup' | 'sector' | 'sex' | 'ageClass' | 'education' | 'employment' | 'sizeClass';

/** Roles that filter; of two with one key the first that the survey has. */
export const filterRoles: readonly [FilterRole, FilterVariable['key']][] = [
  ['targetGroup', 'group'],
  ['sector', 'group'],
  ['sex', 'sex'],
  ['ageClass', 'age'],
  ['education', 'education'],
  ['employment', 'employment'],
  ['sizeClass', 'size'],
];
const allLevels: readonly TerritoryLevel[] = ['country', 'region', 'province', 'area', 'municipality'];

/**
 * What a frame is read from.
 * - `ranking`: needs of the whole territory: the view begins with the first of them
 * - `home`: the territory whose people these are, empty for everybody who answered; `homeFilter`: how queries name it
 * - `questions`: of the instrument
 */
interface FrameSource extends Pick<Frame, 'home' | 'homeFilter' | 'bounds' | 'outlined' | 'waves'> {
  readonly codebook: Codebook;
  readonly territories: readonly Territory[];
  readonly programme: ProgrammeSummary | undefined;
  readonly ranking: readonly EstimateRow[];
  readonly questions: readonly Question[];
}

/** Reads the frame of a survey; null when it asks no need or no territory, so that there is no map to draw. */
export function frameOf(source: FrameSource): Frame | null {
  const { codebook, territories, programme, ranking, questions, ...given } = source;
  const need = codebook.variables.find((one) => one.role === 'need' && one.type === 'multiple');
  const territory = codebook.variables.find((one) => one.role === 'territory');
  const levels = allLevels.filter((one) => isMapLevel(one, territories, programme));
  const level = levels.find((one) => one === 'area') ?? levels[0];
  if (!need || !territory || !level) return null;
  const code = homeCode(programme);
  const ranked = ranking.filter((row) => row.estimate !== null).sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0));
  return {
    need: need.name,
    territory: territory.name,
    skills: need.categories,
    filters: filtersOf(codebook.variables),
    levels,
    territories: withPoints(territories),
    within: { code, name: territories.find((one) => one.code === code)?.name ?? { it: code, en: code } },
    countries: programme?.territories.level === 'country' ? programme.territories.codes : [],
    ...{ ...given, programme: programme?.id ?? '' },
    start: { skill: ranked[0]?.category ?? need.categories[0]?.code ?? '', level },
    highest: ranked.slice(0, topSkills).map((row) => row.estimate ?? 0),
    pairs: pairsOf(
      codebook.variables,
      questions,
      need.categories,
      ranked.flatMap(({ category }) => category ?? []),
      codebook.levels,
    ),
    topics: topicsOf(codebook.variables),
  };
}

/** The code of the programme's one territory; empty where it lies in several countries. */
export const homeCode = (programme: ProgrammeSummary | undefined): string =>
  programme?.territories.level === 'country' ? '' : (programme?.territories.codes[0] ?? '');

/** Which outlines a map is drawn from; `within` is empty where all of the level are asked for. */
export interface Outlines {
  readonly level: TerritoryLevel;
  readonly within: string;
  /** whose areas these are; null at every other level */
  readonly programme: string | null;
}

/** Levels without outlines of their own are symbols over provinces. */
export function outlinesOf(
  { within, outlined, programme }: Pick<Frame, 'within' | 'outlined' | 'programme'>,
  level: TerritoryLevel,
): Outlines {
  if (level === 'country') return { level, within: '', programme: null };
  const own = level === 'region' || outlined.includes(level);
  return {
    level: own ? level : 'province',
    within: within.code,
    programme: own && level === 'area' ? programme : null,
  };
}

/** The shapes that belong to the map: of countries those of the programme. */
export const shapesIn = <T extends { readonly features: readonly { readonly id?: string | number | undefined }[] }>(
  { countries }: Frame,
  shapes: T,
): T =>
  countries.length === 0
    ? shapes
    : { ...shapes, features: shapes.features.filter(({ id }) => countries.includes(String(id))) };

/** The name of the variable of needs; null when the survey asks none. */
export const needOf = (codebook: Codebook): string | null =>
  codebook.variables.find((one) => one.role === 'need' && one.type === 'multiple')?.name ?? null;

/** What may stand in the address of this survey's view. */
export function vocabularyOf({ skills, levels, territories, within, filters, start, topics }: Frame): Vocabulary {
  const set = (codes: readonly string[], fallback = '') => ({ values: new Set(codes), fallback });
  const codes = (choices: readonly Category[]) => choices.map((one) => one.code);
  const places = territories.filter((one) => one.code !== within.code).map((one) => one.code);
  const own: Partial<Vocabulary> = {
    skill: set(codes(skills), start.skill),
    level: set(levels, start.level),
    area: set(places),
    topic: set(topics.map(({ key }) => key)),
    map: set(['count']),
    link: set(['off']),
    ...Object.fromEntries(filters.map(({ key, choices }) => [key, set(codes(choices))])),
  };
  return Object.fromEntries(viewKeys.map((key: ViewKey) => [key, own[key] ?? set([])])) as Vocabulary;
}

/** What the variables of the view are called. */
export function namesOf({ need, territory, filters, levels, homeFilter: home, pairs, topics }: Frame): Names {
  const named = Object.fromEntries(filters.map(({ key, variable }) => [key, variable]));
  // people may stand in several target groups: bars of these would not add up
  const bars = filters.filter(({ role }) => role !== 'targetGroup').map(({ key }) => key);
  return { need, levels, home, pairs, topics, bars, filters: { area: territory, ...named } };
}

function isMapLevel(level: TerritoryLevel, territories: readonly Territory[], programme?: ProgrammeSummary): boolean {
  const wanted = programme?.territories.mapLevels ?? allLevels;
  return wanted.includes(level) && territories.some((one) => one.level === level);
}

function filtersOf(variables: readonly Variable[]): FilterVariable[] {
  const found = filterRoles.flatMap(([role, key]): FilterVariable[] => {
    const all = variables.filter((one) => one.role === role && one.dimension && one.categories.length > 0);
    const variable = all.find((one) => one.type === 'multiple') ?? all[0];
    if (!variable) return [];
    return [{ key, role, variable: variable.name, label: variable.label, choices: variable.categories }];
  });
  return found.filter((one, at) => found.findIndex((other) => other.key === one.key) === at);
}

/** An area without a point of its own stands in the middle of its municipalities. */
function withPoints(territories: readonly Territory[]): Territory[] {
  return territories.map((place) =>
    place.point || place.level !== 'area' ? place : { ...place, point: middle(place) },
  );
  function middle({ code }: Territory): Territory['point'] {
    const points = territories.flatMap((one) => (one.area === code && one.point ? [one.point] : []));
    const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
    return points.length === 0 ? null : [mean(0), mean(1)];
  }
}
