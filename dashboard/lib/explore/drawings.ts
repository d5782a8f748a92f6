/** From the rows of a view to what its charts are drawn from. */
import type { Drawing } from '../chart/draw.ts';
import { aroundPoints, middleOf, shapesAmong, type Shapes } from '../chart/geometry.ts';
import { runsOf, writtenPlaces, type Places } from '../chart/order.ts';
import type { Palette } from '../chart/palette.ts';
import type { Bracket, RankingRow } from '../chart/ranking.ts';
import { isRanked, roundUp, type Breaks, type Size } from '../chart/scale.ts';
import { byEstimate, isShown, type Value } from '../chart/value.ts';
import { formats } from '../format.ts';
import { outlinesOf } from './frame.ts';
import type { PlaceRow } from './places.ts';
import { scopeOf } from './scope.ts';
import type { Scene } from './scene.ts';
import { endOf, placed as withPlaces, type HeatRow, type SkillRow } from './skills.ts';

type Draw = (width: number, palette: Palette) => Drawing;

/** Up to so many symbols carry their name; among more, only the largest two. */
const mostLabels = 15;
/** On a narrower map only the chosen one does. */
const widthOfLabels = 440;

/** Where the symbols of a level stand; null for a level whose shapes are drawn, unless the map shows numbers too. */
export function pointsOf(
  { frame, level, view }: Scene,
  places: readonly PlaceRow[],
  shapes: Shapes | null,
): ReadonlyMap<string, readonly [number, number]> | null {
  const isDrawn = outlinesOf(frame, level).level === level;
  if (isDrawn && view.map === 'count' && shapes) return middlesOf(shapes);
  if (isDrawn) return null;
  return new Map(places.flatMap(({ key, point }) => (point ? [[key, point] as const] : [])));
}

/** The middle of each shape. */
const middlesOf = ({ features }: Shapes): ReadonlyMap<string, readonly [number, number]> =>
  new Map(features.map(({ id, geometry }) => [String(id), middleOf(geometry, ([x = 0, y = 0]) => [x, y])]));

/** The largest symbol: for a round number, so that sizes hardly move while somebody filters; smaller among many. */
export function sizeOf(places: readonly PlaceRow[]): Size {
  const most = roundUp(Math.max(1, ...places.map(({ people }) => people ?? 0)));
  return { most, radius: places.length <= mostLabels ? 36 : 26 };
}

export function mapDrawing(scene: Scene, places: readonly PlaceRow[], shapes: Shapes, breaks: Breaks): Draw {
  const points = pointsOf(scene, places, shapes);
  const focus = focusOf(scene, places, shapes);
  const named = new Set(labelled(places));
  const size = sizeOf(places);
  const short = (value: PlaceRow['value']) => scene.words.short(value);
  return (width, palette) => {
    const narrow = width < widthOfLabels && points !== null;
    const marks = places.map(({ key, name, people, value, chosen, near }) => ({
      ...{ key, name, people, value, chosen, near, short: short(value) },
      label: (narrow ? chosen : named.has(key)) ? name : null,
    }));
    return { kind: 'map', input: { places: marks, shapes, focus, points, size, breaks, palette, width } };
  };
}

/** What the map goes close to: the outlines inside the chosen territory, else its own, else its symbols. */
function focusOf(scene: Scene, places: readonly PlaceRow[], shapes: Shapes): Shapes | null {
  const { kind, place } = scopeOf(scene);
  if (kind !== 'inside') return null;
  const inside = shapesAmong(
    shapes,
    places.map(({ key }) => key),
  );
  const found = inside.features.length > 0 ? inside : shapesAmong(shapes, [place.code]);
  return found.features.length > 0 ? found : aroundPoints(places.flatMap(({ point }) => (point ? [point] : [])));
}

function labelled(places: readonly PlaceRow[]): string[] {
  if (places.length <= mostLabels) return places.map((place) => place.key);
  const bySize = places.filter(({ value }) => isShown(value)).sort((a, b) => (b.value.n ?? 0) - (a.value.n ?? 0));
  return bySize.slice(0, 2).map((place) => place.key);
}

/**
 * Places are those among all skills, also where only some are drawn; after a gap a skill carries its position.
 * @param skills  all of them, highest first
 * @param drawn  some of them, in the same order
 * @param placed  which of them have a place in the order
 */
export function rankingDrawing(
  scene: Scene,
  skills: readonly SkillRow[],
  drawn = skills,
  placed: (value: Value) => boolean = isShown,
): Draw {
  const { m, words, language } = scene;
  const visible = new Set(drawn);
  const rows = skills.flatMap((skill, at): RankingRow[] => {
    const before = skills[at - 1];
    const [place, label] = [at + 1, skill.label];
    if (!visible.has(skill)) return [];
    const gap = before !== undefined && !visible.has(before) && isShown(skill.value);
    const named = gap ? m('explore.ranking.gap', { place, label }) : label;
    const places = placed(skill.value) ? writtenPlaces(skill.places) : '';
    return [{ ...skill, places, label: named, short: words.short(skill.value) }];
  });
  const brackets = bracketsOf(
    scene,
    skills.filter(({ value }) => placed(value)),
    drawn,
  );
  const percent = (share: number) => formats(language).percent(share);
  const [most, head] = [endOf(drawn), m('explore.ranking.places')];
  return (width, palette) => ({ kind: 'ranking', input: { rows, brackets, most, palette, width, percent, head } });
}

/** The runs of rows that are alike, as far as they are drawn. */
export function bracketsOf<T extends Placed>({ m }: Scene, ranked: readonly T[], drawn: readonly T[]): Bracket[] {
  return runsOf(ranked.map(({ value }) => value)).flatMap((run): Bracket[] => {
    const inside = new Set(ranked.slice(run.first, run.last + 1));
    const short = writtenPlaces(ranked[run.first]?.places ?? null);
    const [first, last] = [drawn.findIndex((row) => inside.has(row)), drawn.findLastIndex((row) => inside.has(row))];
    return first < 0 ? [] : [{ first, last, short, words: m('explore.ranking.alike', { places: short }) }];
  });
}

interface Placed {
  readonly value: Value;
  readonly places: Places | null;
}

export function heatDrawing({ language }: Scene, cells: readonly HeatRow[], breaks: Breaks): Draw {
  const number = (share: number) =>
    share > 0 && share < 0.005 ? '<1' : formats(language).number(Math.round(share * 100));
  const short = ({ value }: HeatRow) => (isShown(value) ? number(value.estimate) : '');
  const rows = unique(cells.map(({ skill, skillLabel }) => ({ key: skill, label: skillLabel })));
  const columns = unique(cells.map(({ group, groupShort }) => ({ key: group, label: groupShort })));
  const marks = cells.map((cell) => ({ ...cell, short: short(cell) }));
  return (width, palette) => ({ kind: 'heat', input: { rows, columns, cells: marks, breaks, palette, width } });
}

/** The chosen skill in every group, as a ranking: for where a heat map has no room. */
export function groupsDrawing(scene: Scene, cells: readonly HeatRow[]): Draw {
  return rankingDrawing(
    scene,
    withPlaces(
      scene,
      rankedGroups(cells, scene.view.skill).map((cell) => ({ ...cell, label: cell.groupLabel })),
    ),
    undefined,
    isRanked,
  );
}

/** Highest first, those that are too unsure for an order after them. */
export const rankedGroups = (cells: readonly HeatRow[], skill: string): HeatRow[] =>
  cells
    .filter((cell) => cell.skill === skill)
    .sort((a, b) => Number(isRanked(b.value)) - Number(isRanked(a.value)) || byEstimate(a, b));

const unique = <T extends { readonly key: string }>(all: readonly T[]): T[] => [
  ...new Map(all.map((one) => [one.key, one])).values(),
];
