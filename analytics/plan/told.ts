/** Who wants a place on courses, told as narrowly as it is published: each person of a skill in one place and in one group. */
import { allPlaces, type Places } from '../gap/allocate.ts';
import type { Wanted } from '../gap/wanted.ts';
import type { PlaceTree } from './place.ts';

/** Published places wanted: of everybody in each place, and of groups that have no person in common. */
export interface Told {
  readonly whole: readonly Wanted[];
  /** by `level:code` */
  readonly byPlace: ReadonlyMap<string, readonly Wanted[]>;
  readonly byGroup: ReadonlyMap<string, readonly Wanted[]>;
}

/** Those of a place who are told in no narrower one, by the group they are in; empty: in none that is told. */
export interface ToldCell {
  readonly place: string;
  readonly group: string;
  readonly wanted: Wanted;
}

const ways = ['inPerson', 'online', 'either', 'neither'] as const;
const mapped = (value: (way: (typeof ways)[number]) => number): Places => ({
  ...{ inPerson: value('inPerson'), online: value('online') },
  ...{ either: value('either'), neither: value('neither') },
});
const nobody = mapped(() => 0);
const sumOf = (some: readonly Places[]): Places =>
  some.reduce((all, one) => mapped((way) => all[way] + one[way]), nobody);

/** The people of one skill. @param skill  its key */
export function cellsOf(tree: PlaceTree, told: Told, skill: string): ToldCell[] {
  const own = ownPeople(tree, told, skill);
  return own.flatMap(({ place, wanted }) => inGroups(place, wanted, compositionOf(tree, told, skill, place)));
}

const cellIn = (cells: readonly Wanted[] | undefined, skill: string): Wanted | undefined =>
  cells?.find((one) => one.skill === skill && one.state === 'shown');

/** What is told of a place less what is told of the places in it; where it is not told, these stand for it. */
function ownPeople({ places }: PlaceTree, told: Told, skill: string): { place: string; wanted: Wanted }[] {
  const inside = new Map<string, Wanted[]>();
  const found: { place: string; wanted: Wanted }[] = [];
  for (const { key, parent } of places.toReversed()) {
    const cell = cellIn(key === '' ? told.whole : told.byPlace.get(key), skill);
    const parts = inside.get(key) ?? [];
    if (parent !== null) inside.set(parent, [...(inside.get(parent) ?? []), ...(cell ? [cell] : parts)]);
    const rest = cell && less(cell, parts);
    if (rest && allPlaces(rest.places) > 0) found.push({ place: key, wanted: rest });
  }
  return found;
}

/** The range keeps its width against what is left. */
function less(cell: Wanted, parts: readonly Wanted[]): Wanted {
  if (parts.length === 0) return cell;
  const taken = sumOf(parts.map(({ places }) => places));
  const places = mapped((way) => Math.max(0, cell.places[way] - taken[way]));
  const by = allPlaces(cell.places) > 0 ? allPlaces(places) / allPlaces(cell.places) : 0;
  const end = (value: number | null) => (value === null ? null : value * by);
  const n = cell.n === null ? null : Math.max(0, cell.n - parts.reduce((sum, one) => sum + (one.n ?? 0), 0));
  return { ...cell, places, low: end(cell.low), high: end(cell.high), n };
}

type Composition = ReadonlyMap<string, Places>;

/** Of everybody's places the part that each group has, in the narrowest place around that tells it. */
function compositionOf({ around }: PlaceTree, told: Told, skill: string, place: string): Composition {
  for (const key of around(place)) {
    const all = cellIn(key === '' ? told.whole : told.byPlace.get(key), skill);
    const groups = (told.byGroup.get(key) ?? []).filter((one) => one.skill === skill && one.state === 'shown');
    if (all && groups.length > 0) return partsOf(all.places, groups);
  }
  return new Map();
}

/** Groups that are told, each never more than what is left of everybody. */
function partsOf(all: Places, groups: readonly Wanted[]): Composition {
  const sum = sumOf(groups.map(({ places }) => places));
  const base = mapped((way) => Math.max(all[way], sum[way]));
  const part = (of: Places) => mapped((way) => (base[way] > 0 ? of[way] / base[way] : 0));
  return new Map(groups.map(({ group, places }) => [group ?? '', part(places)]));
}

function inGroups(place: string, wanted: Wanted, composition: Composition): ToldCell[] {
  const all = allPlaces(wanted.places);
  const told = [...composition].map(([group, part]) => ({
    group,
    places: mapped((way) => part[way] * wanted.places[way]),
  }));
  const known = sumOf(told.map(({ places }) => places));
  const rest = { group: '', places: mapped((way) => Math.max(0, wanted.places[way] - known[way])) };
  return [...told, rest].flatMap(({ group, places }) => {
    const by = allPlaces(places) / all;
    const end = (value: number | null) => (value === null ? null : value * by);
    const own = { ...wanted, places, low: end(wanted.low), high: end(wanted.high), n: end(wanted.n) };
    return by > 1e-9 ? [{ place, group, wanted: own }] : [];
  });
}
