/** The state of an explore view: from the address, to the address, and to the figures it needs. */
import type { EstimateQuery, TerritoryLevel } from '../../analytics/contract.ts';

/** In the order of the address. `area` is a territory of any level. */
export const viewKeys = ['skill', 'level', 'area', 'group', 'sex', 'age', 'size'] as const;
export type ViewKey = (typeof viewKeys)[number];

/** What somebody looks at; an empty string filters nothing. */
export type View = Readonly<Record<ViewKey, string>>;

/** What may stand in the address: the values of each key, and the one that holds when there is none. */
export type Vocabulary = Readonly<Record<ViewKey, { readonly values: ReadonlySet<string>; readonly fallback: string }>>;

/** A value of the address that does not exist. */
export interface UnknownValue {
  readonly key: ViewKey;
  readonly value: string;
}

/** Reads the view from an address. Whatever it does not know falls back and is named; other parameters are left alone. */
export function parseView(address: URLSearchParams, vocabulary: Vocabulary): { view: View; unknown: UnknownValue[] } {
  const read = viewKeys.map((key) => ({ key, value: address.get(key) ?? '' }));
  const known = ({ key, value }: UnknownValue) => vocabulary[key].values.has(value);
  const view = read.map((one) => [one.key, known(one) ? one.value : vocabulary[one.key].fallback] as const);
  return { view: Object.fromEntries(view) as View, unknown: read.filter((one) => one.value !== '' && !known(one)) };
}

/** Writes the view as a query, always in the same order; what filters nothing is left out. */
export function writeView(view: View): string {
  const kept = viewKeys.filter((key) => view[key] !== '').map((key) => [key, view[key]]);
  return `?${new URLSearchParams(kept as [string, string][])}`;
}

/** A view in which one thing or several are chosen anew. */
export const change = (view: View, choice: Partial<View>): View => ({ ...view, ...choice });

/** The keys that filter, as opposed to those that say what is looked at. */
export const filterKeys = ['area', 'group', 'sex', 'age', 'size'] as const satisfies readonly ViewKey[];
export type FilterKey = (typeof filterKeys)[number];

/** The same view of everybody. */
export const withoutFilters = (view: View): View =>
  change(view, Object.fromEntries(filterKeys.map((key) => [key, ''])) as Partial<View>);

export const isFiltered = (view: View): boolean => filterKeys.some((key) => view[key] !== '');

/**
 * What the variables of a survey are called. `filters` has those that the survey asks; `levels` from the widest to the
 * finest; `home` is the territory whose people are meant where none is chosen, empty where that is everybody.
 */
export interface Names {
  readonly need: string;
  readonly filters: Readonly<Partial<Record<FilterKey, string>>>;
  readonly levels: readonly TerritoryLevel[];
  readonly home: string;
}

/**
 * - `map`: the skill by territory, of everybody the filters leave; the chosen territory is shown among the others
 * - `whole`: the same, not divided
 * - `ranking`: every skill, in the chosen territory
 * - `heat`: every skill by group, in the chosen territory
 * - `scaleAreas`, `scaleGroups`: the skill without any chosen filter: the classes of colour come from these
 * - `wider:LEVEL`: the map at wider levels, to say where figures can be had when there are none
 */
export type FigureName =
  'map' | 'whole' | 'ranking' | 'heat' | 'scaleAreas' | 'scaleGroups' | `wider:${TerritoryLevel}`;

/** The figures of a view, to be asked for in one call. */
export function queriesOf(view: View, names: Names): [FigureName, EstimateQuery][] {
  const { need: variable, filters, levels, home } = names;
  const at = (level: string) => `${filters.area ?? 'territory'}:${level}`;
  const here = change(view, { area: view.area || home });
  const all = where(change(view, { area: home }), filters);
  const everybody = where(change(withoutFilters(view), { area: home }), filters);
  const skill = { variable, category: view.skill };
  const wider = levels.slice(
    0,
    levels.findIndex((level) => level === view.level),
  );
  const group = filters.group;
  const divided: [FigureName, EstimateQuery][] =
    group === undefined
      ? []
      : [
          ['heat', { variable, by: group, where: where(change(here, { group: '' }), filters) }],
          ['scaleGroups', { ...skill, by: group, where: everybody }],
        ];
  return [
    ['map', { ...skill, by: at(view.level), where: all }],
    ['whole', { ...skill, where: all }],
    ['ranking', { variable, where: where(here, filters) }],
    ['scaleAreas', { ...skill, by: at(levels.includes('area') ? 'area' : (levels[0] ?? 'region')) }],
    ...divided,
    ...wider.map((level): [FigureName, EstimateQuery] => [`wider:${level}`, { ...skill, by: at(level), where: all }]),
  ];
}

function where(view: View, filters: Names['filters']): string {
  return filterKeys
    .flatMap((key) => (view[key] === '' || !filters[key] ? [] : `${filters[key]}:${view[key]}`))
    .join(';');
}
