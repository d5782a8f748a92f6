/** The territories of a view: those of the map and of its list. */
import type { EstimateRow, TerritoryLevel } from '../../../analytics/contract.ts';
import type { Territory } from '../../../survey/contract.ts';
import { breaksOf, isRanked, type Breaks } from '../chart/scale.ts';
import { byEstimate, isShown, valueOf, type Value } from '../chart/value.ts';
import { filterKeys, type FilterKey, type View } from '../filter.ts';
import { atStart, rowsBy, territoryWords, type Scene } from './scene.ts';
import { isInside, scopeOf } from './scope.ts';
import { wholeOf } from './text.ts';

/**
 * A territory of the list; `full` tells a province from the town of its name; `near` when it is chosen, or holds what
 * is chosen; `ranked` when its figure is sure enough to be put in an order.
 */
export interface PlaceRow {
  readonly key: string;
  readonly name: string;
  readonly full: string;
  readonly value: Value;
  /** what its symbol is as large as: who answered, or where the map shows it who named the skill; null if not told */
  readonly people: number | null;
  /** the figure in words, without the name */
  readonly words: string;
  readonly point: Territory['point'];
  readonly chosen: boolean;
  readonly near: boolean;
  readonly ranked: boolean;
  /** the address that chooses it, or lets it go again */
  readonly href: string;
}

/**
 * Territories of the map's level, of those inside a chosen one if it holds some: the ranked ones, highest first, then the
 * others by name. Codes of the figures that no list knows come with their code as name.
 */
export function placesOf(scene: Scene): PlaceRow[] {
  const { frame, view, figures, words, at } = scene;
  const rows = rowsBy(figures.map, frame.territory);
  const counts = rowsBy(figures.mapCount, frame.territory);
  const marked = frame.territories.find((one) => one.code === view.area);
  const { compare } = new Intl.Collator(scene.language);
  return shownIn(scene, [...rows.keys()])
    .map((place) => {
      const value = valueOf(rows.get(place.code));
      const chosen = place.code === view.area;
      const near = chosen || (marked !== undefined && isInside(marked, place));
      const { code: key, point } = place;
      const name = place.name[scene.language];
      const full = atStart(territoryWords(scene, place));
      const ranked = isRanked(value);
      const href = at({ area: chosen ? '' : key });
      const people = view.map === 'count' ? (counts.get(key)?.estimate ?? null) : value.n;
      return { key, name, full, value, people, words: words.full(value), point, chosen, near, ranked, href };
    })
    .sort((a, b) => Number(b.ranked) - Number(a.ranked) || byRank(a, b) || compare(a.name, b.name));
}

/** Order of two that are both ranked; none of two that are not. */
const byRank = (a: PlaceRow, b: PlaceRow) =>
  a.ranked && b.ranked ? byEstimate(a, b) || Number(b.near) - Number(a.near) : 0;

const nameless = (code: string): Territory => ({
  ...{ level: 'municipality', code, name: { it: code, en: code }, province: null, area: null, point: null },
});

function shownIn(scene: Scene, codes: readonly string[]): Territory[] {
  const { frame, view } = scene;
  const { kind, place } = scopeOf(scene);
  const known = frame.territories.filter((one) => one.level === view.level);
  if (kind === 'inside') return known.filter((one) => isInside(one, place));
  return [...known, ...codes.filter((code) => !known.some((one) => one.code === code)).map(nameless)];
}

/** Bounds of the classes of the chosen skill: from its rates in all areas and groups, whatever is filtered. */
export function breaksOfSkill({ figures }: Scene): Breaks {
  const rows = [...(figures.scaleAreas?.rows ?? []), ...(figures.scaleGroups?.rows ?? [])];
  return breaksOf(rows.flatMap((row) => (row.estimate === null ? [] : row.estimate)));
}

/** Respondents by where they stand; the three parts add up to `total`. */
export interface Account {
  readonly total: number;
  readonly drawn: number;
  readonly listed: number;
  readonly rest: number;
}

/**
 * Where the respondents of the map are: drawn, listed because their territory has no place on the map, and the rest,
 * whose territory is not published or not known. Null when the total is not published.
 */
export function accountOf(
  scene: Scene,
  places: readonly PlaceRow[],
  drawable: (place: PlaceRow) => boolean,
): Account | null {
  const total = wholeOf(scene).n;
  if (total === null) return null;
  const sum = (rows: readonly PlaceRow[]) => rows.reduce((all, { value }) => all + (value.n ?? 0), 0);
  const drawn = sum(places.filter(drawable));
  const listed = sum(places.filter((place) => !drawable(place)));
  return { total, drawn, listed, rest: total - drawn - listed };
}

/** Whether a row is about what the view is: the chosen territory, or what lies inside it. */
function inScope(scene: Scene): (row: EstimateRow) => boolean {
  const { frame } = scene;
  const { kind, place } = scopeOf(scene);
  if (kind !== 'inside') return () => true;
  const inside = frame.territories.filter((one) => isInside(one, place));
  const codes = new Set([place.code, ...inside.map(({ code }) => code)]);
  return (row) => codes.has(String(row[frame.territory]));
}

/** Where figures can be had when the view has none: the nearest wider level, or the view with one filter fewer. */
export type Nearest =
  { readonly level: TerritoryLevel; readonly href: string } | { readonly without: FilterKey; readonly href: string };

export function nearestOf(scene: Scene): Nearest | null {
  const { frame, view, held, figures, at } = scene;
  const isSeen = inScope(scene);
  const wider = frame.levels
    .slice(
      0,
      frame.levels.findIndex((one) => one === view.level),
    )
    .reverse();
  const level = wider.find((one) => figures[`wider:${one}`]?.rows.some((row) => row.state === 'shown' && isSeen(row)));
  if (level) return { level, href: at({ level }) };
  const last = filterKeys.filter((key) => key !== 'area' && held[key] !== '').at(-1);
  return last ? { without: last, href: at({ [last]: '' } as Partial<View>) } : null;
}

export const anyShown = (rows: readonly { readonly value: Value }[]): boolean => rows.some((row) => isShown(row.value));
