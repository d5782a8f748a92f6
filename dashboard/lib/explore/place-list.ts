/** The list of territories in its parts: those in an order, those too unsure for one, those withheld. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { Territory } from '../../../survey/contract.ts';
import { isShown, valueOf } from '../chart/value.ts';
import { unorderedOf } from './finding.ts';
import type { PlaceRow } from './places.ts';
import { atStart, homeWords, rowsBy, territoryWords, type Scene } from './scene.ts';

/** Territories that lie in the same one; `nearest`: a published figure of that one, or of the next that holds it. */
export interface HeldRows {
  readonly key: string;
  /** where they lie: "Collina materana, provincia di Matera"; null where nobody knows */
  readonly where: string | null;
  readonly nearest: { readonly text: string; readonly href: string } | null;
  readonly rows: readonly PlaceRow[];
}

/** `ranked`, the highest first; `unsure`: published, but too unsure for an order; `withheld`, by where they lie. */
export interface PlaceList {
  readonly ranked: readonly PlaceRow[];
  readonly unsure: readonly PlaceRow[];
  readonly withheld: { readonly n: number; readonly groups: readonly HeldRows[] };
  readonly unasked: readonly PlaceRow[];
}

export function placeList(scene: Scene, places: readonly PlaceRow[]): PlaceList {
  const withheld = places.filter(({ value }) => value.state === 'not_published');
  return {
    ranked: places.filter(({ ranked }) => ranked),
    unsure: places.filter(({ ranked, value }) => !ranked && isShown(value)),
    withheld: { n: withheld.length, groups: groupsOf(scene, withheld) },
    unasked: places.filter(({ value }) => value.state === 'not_asked'),
  };
}

/** What the list is about, and the order that it has. */
export function placesTitle({ m, level }: Scene, places: readonly PlaceRow[]): string {
  return m('explore.places', { level, order: orderOf(places.filter(({ ranked }) => ranked)) });
}

/** Rows that are not ranked stand by name; a row alone has no order. */
function orderOf(ranked: readonly PlaceRow[]): 'share' | 'alike' | 'name' | 'none' {
  if (ranked.length < 2) return ranked.length === 0 ? 'name' : 'none';
  return unorderedOf(ranked).order === 'none' ? 'alike' : 'share';
}

/** In the order in which their first one stands. */
function groupsOf(scene: Scene, rows: readonly PlaceRow[]): HeldRows[] {
  const known = new Map(scene.frame.territories.map((one) => [one.code, one]));
  const holders = new Map<string, PlaceRow[]>();
  for (const row of rows) {
    const [holder] = holdersOf(scene, known.get(row.key));
    const key = holder?.code ?? '';
    holders.set(key, [...(holders.get(key) ?? []), row]);
  }
  return [...holders].map(([key, own]) => ({ key, rows: own, ...heldIn(scene, known.get(own[0]?.key ?? '')) }));
}

/** The territories that hold one, the nearest first; of the programme's own there is nothing to say. */
function holdersOf({ frame }: Scene, place: Territory | undefined): Territory[] {
  return [place?.area, place?.province].flatMap((code) => frame.territories.find((one) => one.code === code) ?? []);
}

function heldIn(scene: Scene, place: Territory | undefined): Pick<HeldRows, 'where' | 'nearest'> {
  const holders = holdersOf(scene, place);
  const names = holders.map((one) => territoryWords(scene, one));
  const found = holders.find((holder) => isShown(valueIn(scene, holder)));
  return {
    where: names.length === 0 ? null : atStart(names.join(', ')),
    nearest: found ? nearestIn(scene, found, found === holders[0]) : wholeNearest(scene),
  };
}

function nearestIn(scene: Scene, holder: Territory, isOwn: boolean): NonNullable<HeldRows['nearest']> {
  const { m, words, at } = scene;
  const told = { name: atStart(territoryWords(scene, holder)), words: words.full(valueIn(scene, holder)) };
  const text = isOwn ? m('explore.places.own', told) : m('explore.places.nearest', told);
  return { text, href: at({ level: holder.level, area: holder.code }) };
}

/** The figure of everybody, where neither area nor province has one. */
function wholeNearest(scene: Scene): HeldRows['nearest'] {
  const { m, words, at, figures } = scene;
  const value = valueOf(figures.whole?.rows[0]);
  if (!isShown(value)) return null;
  const told = { name: atStart(homeWords(scene)), words: words.full(value) };
  return {
    text: m('explore.places.nearest', told),
    href: at({ level: scene.frame.levels[0] ?? scene.level, area: '' }),
  };
}

const valueIn = ({ figures, frame }: Scene, { level, code }: Territory) => {
  const figure: EstimateEnvelope | undefined = level === 'municipality' ? undefined : figures[`wider:${level}`];
  return valueOf(rowsBy(figure, frame.territory).get(code));
};
