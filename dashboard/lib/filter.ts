/** The state of an explore view: from the address, and to the address. */

/**
 * In the order of the address. `area` is a territory of any level; `topic` the one question of courses that is shown,
 * empty for all; `map=count` shows how many beside what share; `link=off` leaves the other charts unfiltered.
 */
export const viewKeys = [
  ...(['skill', 'level', 'area', 'group', 'sex', 'age', 'education', 'employment', 'size'] as const),
  ...(['topic', 'map', 'link'] as const),
] as const;
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
  const kept = viewKeys.filter((key) => view[key] !== '').map((key) => `${key}=${written(view[key])}`);
  return `?${kept.join('&')}`;
}

/** A page writes hundreds of addresses at each filter; most codes stand in one as they are. */
const written = (value: string): string =>
  /^[\w.-]+$/.test(value) ? value : `${new URLSearchParams([['', value]])}`.slice(1);

/** A view in which one thing or several are chosen anew. */
export const change = (view: View, choice: Partial<View>): View => ({ ...view, ...choice });

/** The keys that filter, as opposed to those that say what is looked at. */
export const filterKeys = [
  ...(['area', 'group', 'sex', 'age', 'education', 'employment', 'size'] as const),
] as const satisfies readonly ViewKey[];
export type FilterKey = (typeof filterKeys)[number];

/** The same view of everybody. */
export const withoutFilters = (view: View): View =>
  change(view, Object.fromEntries(filterKeys.map((key) => [key, ''])) as Partial<View>);

export const isFiltered = (view: View): boolean => filterKeys.some((key) => view[key] !== '');

/** What a choice does to the other charts: filters them, unless the reader only wants it marked. */
export const isLinked = (view: View): boolean => view.link !== 'off';

/** The view whose filters the other charts keep to. */
export const heldBy = (view: View): View => (isLinked(view) ? view : withoutFilters(view));
