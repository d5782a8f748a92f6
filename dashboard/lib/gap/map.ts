/** The gap of the chosen skill by territory: symbols as large as who is left, coloured by the part that is not covered. */
import type { GapRow } from '../../../analytics/contract.ts';
import type { Territory } from '../../../survey/contract.ts';
import { middleOf, type Shapes } from '../chart/geometry.ts';
import { isRanked, roundUp, type Breaks, type Size } from '../chart/scale.ts';
import { isShown, type Value } from '../chart/value.ts';
import { outlinesOf } from '../explore/frame.ts';
import { atStart, quoted, territoryWords } from '../explore/scene.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { aboutWords, assumption } from './about.ts';
import { numbersOf } from './bars.ts';
import { leadersOf, uncovered } from './rank.ts';
import { places, rowWords, skillName, type Draw, type GapScene } from './scene.ts';

/** A territory with its row; `value`: the part of the needed places that has no seat. */
export interface PlaceGap {
  readonly key: string;
  readonly name: string;
  readonly full: string;
  readonly row: GapRow;
  readonly value: Value;
  readonly words: string;
  readonly point: Territory['point'];
  readonly chosen: boolean;
}

/** Fifths: what is not covered of a hundred places. */
export const fifths: Breaks = [0.2, 0.4, 0.6, 0.8];

/** The territories of the map's level, most left without a seat first. */
export function placeGaps(scene: GapScene): PlaceGap[] {
  const { told, view, language } = scene;
  const byCode = new Map(told.frame.territories.map((one) => [one.code, one]));
  const { compare } = new Intl.Collator(language);
  return told.map.gap.rows
    .map((row): PlaceGap => {
      const key = row.territory ?? '';
      const place = byCode.get(key);
      const full = place ? atStart(territoryWords(scene, place)) : key;
      return {
        ...{ key, row, full, name: place?.name[language] ?? key, point: place?.point ?? null },
        ...{ value: uncovered(row), words: `${full}: ${rowWords(scene, row)}`, chosen: key === view.area },
      };
    })
    .toSorted((a, b) => (b.row.gap?.estimate ?? -1) - (a.row.gap?.estimate ?? -1) || compare(a.name, b.name));
}

/** Symbols stand in the middle of shapes; where a level has none, on its places. */
export function pointsOf(
  { told, view }: GapScene,
  all: readonly PlaceGap[],
  shapes: Shapes,
): ReadonlyMap<string, readonly [number, number]> {
  const isDrawn = outlinesOf(told.frame, levelOf(view.level)).level === view.level;
  if (!isDrawn) return new Map(all.flatMap(({ key, point }) => (point ? [[key, point] as const] : [])));
  return new Map(
    shapes.features.map(({ id, geometry }) => [String(id), middleOf(geometry, ([x = 0, y = 0]) => [x, y])]),
  );
}

export const levelOf = (level: string) => level as Territory['level'];

const [few, roomForNames] = [15, 440];

export function sizeOf(all: readonly PlaceGap[]): Size {
  return {
    most: roundUp(Math.max(1, ...all.map(({ row }) => row.gap?.estimate ?? 0))),
    radius: all.length <= few ? 36 : 26,
  };
}

export function mapDrawing(scene: GapScene, all: readonly PlaceGap[], shapes: Shapes): Draw {
  const points = pointsOf(scene, all, shapes);
  const size = sizeOf(all);
  const named = new Set(all.slice(0, all.length <= few ? few : 2).map(({ key }) => key));
  return (width, palette) => {
    const marks = all.map(({ key, name, words, row, value, chosen }) => ({
      ...{ key, name: words, value, chosen, near: chosen, people: row.gap?.estimate ?? null },
      label: (width < roomForNames ? chosen : named.has(key)) ? name : null,
      short: row.gap ? places(scene, row.gap.estimate) : '',
    }));
    return { kind: 'map', input: { places: marks, shapes, focus: null, points, size, breaks: fifths, palette, width } };
  };
}

export function mapTable(scene: GapScene, all: readonly PlaceGap[]): Table {
  const { m, words, at } = scene;
  const columns = ['wanted', 'needed', 'seats', 'left', 'range', 'uncovered', 'n'] as const;
  return {
    columns: [m('explore.column.territory'), ...columns.map((name) => m(`supply.column.${name}`))],
    names: 1,
    rows: all.map(({ key, full, row, value, chosen }) => ({
      ...{ key, chosen, href: at({ area: chosen ? '' : key }) },
      cells: [full, ...numbersOf(scene, row), isShown(value) ? words.rate(value.estimate) : '–', words.count(row.n)],
    })),
  };
}

export function mapText(scene: GapScene, all: readonly PlaceGap[]): FigureText {
  const { m, told, view } = scene;
  const shown = all.filter(({ row }) => row.gap !== null);
  const leaders = leadersOf(shown.filter(({ row, value }) => (row.gap?.estimate ?? 0) >= 0.5 && isRanked(value)));
  const [first] = leaders;
  const isTold = leaders.length === 1 && shown.length > 1 && first !== undefined;
  const skill = quoted(scene, skillName(scene, view.skill));
  const n = shown.reduce((sum, { row }) => sum + (row.n ?? 0), 0);
  return {
    title: m('supply.map.title', {
      ...{ skill, kind: shown.length === 0 ? 'hidden' : isTold ? 'first' : 'question', level: view.level },
      ...{ place: isTold ? first.name : '', left: isTold ? places(scene, first.row.gap!.estimate) : '' },
    }),
    subtitle: [
      m('supply.map.unit'),
      aboutWords(scene, told.map.gap, shown.length > 0 ? n : null, wholeName(scene)),
      assumption(scene),
    ].join(' '),
    summary: m('supply.map.summary', {
      ...{ skill, shown: shown.length, all: all.length, unplaced: places(scene, told.map.gap.seats.unplaced) },
      first: shown
        .slice(0, 3)
        .map(({ words }) => words)
        .join('; '),
      some: told.map.gap.seats.unplaced > 0 ? 'yes' : 'no',
    }),
  };
}

/** The map is of the whole territory, whatever place is marked on it. */
const wholeName = ({ told: { frame }, language, m }: GapScene): string =>
  frame.countries.length > 0 ? m('explore.everyCountry') : frame.within.name[language];
