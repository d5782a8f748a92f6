/** The figures that an explore view needs, to be asked for in one call. */
import type { EstimateEnvelope, EstimateQuery, TerritoryLevel } from '../../../analytics/contract.ts';
import { change, filterKeys, heldBy, withoutFilters, type FilterKey, type View } from '../filter.ts';
import { shownPairs, type LevelPair, type Topic } from './offer.ts';

/**
 * What the variables of a survey are called. `filters` has those that the survey asks; `levels` from the widest to the
 * finest; `home` is the territory whose people are meant where none is chosen, empty where that is everybody.
 */
export interface Names {
  readonly need: string;
  readonly filters: Readonly<Partial<Record<FilterKey, string>>>;
  readonly levels: readonly TerritoryLevel[];
  readonly home: string;
  readonly pairs: readonly LevelPair[];
  readonly topics: readonly Topic[];
  /** the keys of the filters whose bars say who answered */
  readonly bars: readonly FilterKey[];
}

/**
 * - `map`: the skill by territory, of everybody the filters leave; the chosen territory is shown among the others
 * - `mapCount`: how many said so, where the map shows it
 * - `whole`: the same, not divided
 * - `ranking`: every skill, in the chosen territory
 * - `heat`: every skill by group, in the chosen territory
 * - `scaleAreas`, `scaleGroups`: the skill without any chosen filter: the classes of colour come from these
 * - `wider:LEVEL`: the map at wider levels, to say where figures can be had when there are none
 * - `now:SKILL`, `wanted:SKILL`: the middle level of a skill; `gap:SKILL`: between them, of those who told both; `nowShares:SKILL`, `wantedShares:SKILL`: who is at each
 * - `topic:KEY`: the answers to a question about courses
 * - `who:KEY`: who answered by a background variable, among those the other filters leave
 */
export type FigureName =
  | 'map'
  | 'mapCount'
  | 'whole'
  | 'ranking'
  | 'heat'
  | 'scaleAreas'
  | 'scaleGroups'
  | `wider:${TerritoryLevel}`
  | `${LevelFigure}:${string}`
  | `topic:${string}`
  | `who:${FilterKey}`;
export type LevelFigure = 'now' | 'wanted' | 'gap' | 'nowShares' | 'wantedShares';

type Asked = [FigureName, EstimateQuery];

/** The figures of a view. With `link=off` no filter holds: what is chosen is only marked. */
export function queriesOf(chosen: View, names: Names): Asked[] {
  const view = heldBy(chosen);
  const { need: variable, filters, home } = names;
  const here = where(change(view, { area: view.area || home }), filters);
  return [
    ...territories(view, names),
    ['ranking', { variable, where: here }],
    ...groups(view, names),
    ...levels(view, names, here),
    ...topics(view, names, here),
    ...answered(view, names),
  ];
}

/** The chosen skill where the ranking stands: what another wave is asked for. */
export function waveQuery(chosen: View, { need, filters, home }: Pick<Names, 'need' | 'filters' | 'home'>) {
  const view = heldBy(chosen);
  return {
    variable: need,
    category: view.skill,
    where: where(change(view, { area: view.area || home }), filters),
  } satisfies EstimateQuery;
}

function territories(view: View, { need: variable, filters, levels, home }: Names): Asked[] {
  const at = (level: string) => `${filters.area ?? 'territory'}:${level}`;
  const skill = { variable, category: view.skill };
  const all = where(change(view, { area: home }), filters);
  const wider = levels.slice(
    0,
    levels.findIndex((level) => level === view.level),
  );
  const count: Asked = ['mapCount', { ...skill, statistic: 'count', by: at(view.level), where: all }];
  return [
    ['map', { ...skill, by: at(view.level), where: all }],
    ...(view.map === 'count' ? [count] : []),
    ['whole', { ...skill, where: all }],
    ['scaleAreas', { ...skill, by: at(levels.includes('area') ? 'area' : (levels[0] ?? 'region')) }],
    ...wider.map((level): Asked => [`wider:${level}`, { ...skill, by: at(level), where: all }]),
  ];
}

function groups(view: View, { need: variable, filters, home }: Names): Asked[] {
  const by = filters.group;
  if (by === undefined) return [];
  const here = where(change(view, { area: view.area || home, group: '' }), filters);
  const everybody = where(change(withoutFilters(view), { area: home }), filters);
  return [
    ['heat', { variable, by, where: here }],
    ['scaleGroups', { variable, category: view.skill, by, where: everybody }],
  ];
}

function levels({ skill: chosen }: View, { pairs }: Names, here: string): Asked[] {
  const [means, shares] = shownPairs(pairs, chosen);
  return [
    ...means.flatMap(({ skill, now, wanted, both }): Asked[] => [
      [`now:${skill}`, { variable: both?.now ?? now, statistic: 'mean', where: here }],
      [`wanted:${skill}`, { variable: both?.wanted ?? wanted, statistic: 'mean', where: here }],
      ...(both ? ([[`gap:${skill}`, { variable: both.gap, statistic: 'mean', where: here }]] as Asked[]) : []),
    ]),
    ...shares.flatMap(({ skill, now, wanted }): Asked[] => [
      [`nowShares:${skill}`, { variable: now, where: here }],
      [`wantedShares:${skill}`, { variable: wanted, where: here }],
    ]),
  ];
}

const topics = ({ topic }: View, names: Names, here: string): Asked[] =>
  names.topics
    .filter(({ key }) => topic === '' || key === topic)
    .map(({ key, variable }): Asked => [`topic:${key}`, { variable, where: here }]);

/** A background variable is not filtered by itself: its bars are where one chooses. */
function answered(view: View, { filters, home, bars }: Names): Asked[] {
  const here = change(view, { area: view.area || home });
  return bars.flatMap((key): Asked[] => {
    const variable = filters[key];
    return variable === undefined
      ? []
      : [[`who:${key}`, { variable, statistic: 'count', where: where(change(here, { [key]: '' }), filters) }]];
  });
}

function where(view: View, filters: Names['filters']): string {
  return filterKeys
    .flatMap((key) => (view[key] === '' || !filters[key] ? [] : `${filters[key]}:${view[key]}`))
    .join(';');
}

/** Puts answers, in the order of the queries, under the names of the figures. */
export function named(
  queries: readonly [FigureName, unknown][],
  answers: readonly EstimateEnvelope[],
): Readonly<Partial<Record<FigureName, EstimateEnvelope>>> {
  return Object.fromEntries(queries.flatMap(([name], at) => (answers[at] ? [[name, answers[at]]] : [])));
}
