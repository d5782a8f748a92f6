/** What somebody compares: from the address, and to it. */
import type { CompareOptions, ComparedSurvey } from './options.ts';
import { placesIn, surveysFor } from './options.ts';

/** In the order of the address. */
export const compareKeys = ['kind', 'survey', 'a', 'b', 'area', 'group'] as const;
export type CompareKey = (typeof compareKeys)[number];

/** An empty string filters nothing. */
export type CompareView = Readonly<Record<CompareKey, string>>;

/** Reads the view; what the address leaves open, or names and is not there, is what the page begins with. */
export function parseCompare(
  address: URLSearchParams,
  options: CompareOptions,
): { view: CompareView; unknown: readonly { key: CompareKey; value: string }[] } {
  const given = (key: CompareKey) => address.get(key) ?? '';
  const kind = options.kinds.find((one) => one === given('kind')) ?? options.kinds[0] ?? 'voices';
  const view = { kind, ...chosen(kind, given, options) };
  const isLost = (key: CompareKey) => given(key) !== '' && given(key) !== view[key];
  return { view, unknown: compareKeys.filter(isLost).map((key) => ({ key, value: given(key) })) };
}

type Given = (key: CompareKey) => string;

function chosen(kind: string, given: Given, options: CompareOptions): Omit<CompareView, 'kind'> {
  const nothing = { survey: '', a: '', b: '', area: '', group: '' };
  if (kind === 'voices') return nothing;
  if (kind === 'waves') return wavesOf(given, options);
  const own = surveysFor(options, kind);
  const survey = own.find(({ id }) => id === given('survey')) ?? own[0];
  if (!survey) return nothing;
  const sides = kind === 'territories' ? codesAt(survey, options.home) : groupsIn(survey);
  const [area, group] = [placesIn(survey, options.home).map(({ code }) => code), groupsIn(survey)];
  return {
    survey: survey.id,
    ...pairOf(sides, given),
    area: kind === 'groups' && area.includes(given('area')) ? given('area') : '',
    group: kind === 'territories' && group.includes(given('group')) ? given('group') : '',
  };
}

function wavesOf(given: Given, { surveys, home }: CompareOptions): Omit<CompareView, 'kind'> {
  const several = surveys.filter(({ waves }) => waves.length > 1);
  const first = several.find(({ id }) => id === given('a')) ?? several[0];
  const { a, b } = pairOf(first?.waves ?? [], given);
  const places = first ? placesIn(first, home).map(({ code }) => code) : [];
  const isPlace = places.includes(given('area'));
  const isGroup = first !== undefined && groupsIn(first).includes(given('group'));
  return { survey: '', a, b, area: isPlace ? given('area') : '', group: isGroup ? given('group') : '' };
}

/** Two different ones: those asked for, else the first that are free. */
function pairOf(codes: readonly string[], given: Given): { a: string; b: string } {
  const a = codes.includes(given('a')) ? given('a') : (codes.find((code) => code !== given('b')) ?? '');
  const isOther = codes.includes(given('b')) && given('b') !== a;
  return { a, b: isOther ? given('b') : (codes.find((code) => code !== a) ?? '') };
}

/** Codes of territories, those of the widest level that has two first. */
function codesAt(survey: ComparedSurvey, home: string): string[] {
  const places = placesIn(survey, home);
  const levels = [...new Set(places.map(({ level }) => level))];
  const widest = levels.find((level) => places.filter((place) => place.level === level).length > 1);
  const isFirst = ({ level }: { level: string }) => Number(level === widest);
  return places.toSorted((one, other) => isFirst(other) - isFirst(one)).map(({ code }) => code);
}

/** `dimension:code` of every group. */
export const groupsIn = ({ dimensions }: Pick<ComparedSurvey, 'dimensions'>): string[] =>
  dimensions.flatMap(({ name, choices }) => choices.map(({ code }) => `${name}:${code}`));

/** Always in the same order; what filters nothing is left out. */
export function writeCompare(view: CompareView): string {
  const kept = compareKeys.filter((key) => view[key] !== '').map((key) => [key, view[key]]);
  return `?${new URLSearchParams(kept as [string, string][])}`;
}

/** Another kind or survey begins anew: its sides are other ones. */
export function changeCompare(view: CompareView, key: CompareKey, value: string): CompareView {
  if (key === 'kind') return { kind: value, survey: '', a: '', b: '', area: '', group: '' };
  if (key === 'survey') return { ...view, survey: value, a: '', b: '', area: '', group: '' };
  return { ...view, [key]: value };
}
