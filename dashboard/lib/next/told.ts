/** Where to ask next, as the page tells it. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { isShown, valueOf } from '../chart/value.ts';
import { inSentence, labelOf, territoryWords, type Scene } from '../explore/scene.ts';
import { toAsk, type Ranked, type Unseparated } from './needed.ts';

/** From here on it is not worth asking. */
const tooMany = 10_000;
/** Pairs that stand in the table at once. */
const mostPairs = 20;

export interface NextPair {
  readonly key: string;
  readonly high: NextSide;
  readonly low: NextSide;
  readonly points: string;
  readonly total: string;
}

/** `poster` leads to the poster for this place; null for a group of people. */
export interface NextSide {
  readonly name: string;
  readonly rate: string;
  readonly needed: string;
  readonly poster: string | null;
}

export interface NextTable {
  readonly key: 'places' | 'groups';
  readonly pairs: readonly NextPair[];
  /** pairs that would take more answers than are worth asking */
  readonly beyond: number;
  /** pairs that follow those of the table */
  readonly left: number;
  readonly alike: number;
  readonly shown: number;
  /** somebody may stand in several of its rows: such rows are no pair */
  readonly overlapping: boolean;
}

/**
 * @param poster  the address of a poster for a territory
 * @param sharing  pairs of groups that may have somebody in common
 */
export function nextTables(
  scene: Scene,
  poster: (code: string) => string,
  sharing: readonly (readonly [string, string])[],
): NextTable[] {
  const { figures, frame, view } = scene;
  const places = rankedBy(figures.map, frame.territory, view.skill, (code) => {
    const place = frame.territories.find((one) => one.code === code);
    return place ? territoryWords(scene, place) : code;
  });
  const group = frame.filters.find(({ key }) => key === 'group');
  const groups = group
    ? rankedBy(figures.heat, group.variable, view.skill, (code) => inSentence(labelOf(scene, group.choices, code)))
    : [];
  const shared = new Set(sharing.map((pair) => pair.join(' ')));
  return [
    tableOf(scene, 'places', places, poster, new Set()),
    ...(group ? [tableOf(scene, 'groups', groups, () => null, shared)] : []),
  ];
}

function rankedBy(
  envelope: EstimateEnvelope | undefined,
  column: string,
  category: string,
  nameOf: (code: string) => string,
): Ranked[] {
  const rows = (envelope?.rows ?? []).filter((row) => row.category === category);
  return rows.map((row) => {
    const key = String(row[column] ?? '');
    return { key, name: nameOf(key), value: valueOf(row), deff: row.deff };
  });
}

function tableOf(
  scene: Scene,
  key: NextTable['key'],
  rows: readonly Ranked[],
  poster: (code: string) => string | null,
  shared: ReadonlySet<string>,
): NextTable {
  const { pairs, alike } = toAsk(rows, (one, other) => shared.has(`${one.key} ${other.key}`));
  const worth = pairs.filter(({ total }) => total <= tooMany);
  return {
    key,
    pairs: worth.slice(0, mostPairs).map((pair) => pairOf(scene, pair, poster)),
    beyond: pairs.length - worth.length,
    left: Math.max(0, worth.length - mostPairs),
    alike,
    overlapping: shared.size > 0,
    shown: rows.filter(({ value }) => isShown(value)).length,
  };
}

function pairOf(
  { words, m }: Scene,
  { high, low, needed, total }: Unseparated,
  poster: (code: string) => string | null,
): NextPair {
  const side = (row: Ranked, answers: number): NextSide => ({
    ...{ name: row.name, rate: words.short(row.value) },
    needed: m('next.more', { some: answers > 0 ? 'yes' : 'no', n: words.count(answers) }),
    poster: answers > 0 ? poster(row.key) : null,
  });
  const points = Math.round(((high.value.estimate ?? 0) - (low.value.estimate ?? 0)) * 100);
  return {
    key: `${high.key} ${low.key}`,
    high: side(high, needed[0]),
    low: side(low, needed[1]),
    points: m('next.points', { n: points }),
    total: words.count(total),
  };
}
