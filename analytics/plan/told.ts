/** Who wants a place on courses, told as narrowly as it is published: the people of a skill in one place and in one group. */
import { allPlaces, type Places } from '../gap/allocate.ts';
import type { Wanted } from '../gap/wanted.ts';
import type { PlaceTree } from './place.ts';

/** Published places wanted by place (`level:code`, empty: the whole) and by skill. What is not published is not in it. */
export interface Told {
  readonly all: ReadonlyMap<string, ReadonlyMap<string, Wanted>>;
  /** by target groups, which may have people in common */
  readonly groups: ReadonlyMap<string, ReadonlyMap<string, readonly Wanted[]>>;
}

/**
 * People of a place who are told in no narrower one, by group; empty: in none that is told. Who is in several groups counts in
 * each for a part, so that all add up: `times` as many are in the group at all, by how they can attend.
 */
export interface ToldCell {
  readonly place: string;
  readonly group: string;
  readonly wanted: Wanted;
  readonly times: Places;
}

const mapped = (value: (way: keyof Places) => number): Places => ({
  ...{ inPerson: value('inPerson'), online: value('online') },
  ...{ either: value('either'), neither: value('neither') },
});
const sumOf = (some: readonly Places[]): Places => mapped((way) => some.reduce((all, one) => all + one[way], 0));
const once = mapped(() => 1);

/** @param cells  of one place, or of one place and its groups */
export const bySkill = (cells: readonly Wanted[]): Map<string, Wanted> =>
  new Map(cells.filter(({ state }) => state === 'shown').map((cell) => [cell.skill, cell]));

/** The people of one skill. @param skill  its key */
export function cellsOf(tree: PlaceTree, told: Told, skill: string): ToldCell[] {
  const known = new Map<string, ReadonlyMap<string, Places>>();
  return ownPeople(tree, told, skill).flatMap(({ place, wanted }) =>
    inGroups(place, wanted, partsAt(tree, told, skill, place, known)),
  );
}

/** What is told of a place less what is told of the places in it; where it is not told, these stand for it. */
function ownPeople({ places }: PlaceTree, { all }: Told, skill: string): { place: string; wanted: Wanted }[] {
  const inside = new Map<string, Wanted[]>();
  const found: { place: string; wanted: Wanted }[] = [];
  for (const { key, parent } of places.toReversed()) {
    const cell = all.get(key)?.get(skill);
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

/** The part that each group has of everybody, from the narrowest place around that tells this group. */
function partsAt(
  { around }: PlaceTree,
  told: Told,
  skill: string,
  place: string,
  known: Map<string, ReadonlyMap<string, Places>>,
): ReadonlyMap<string, Places> {
  const chain = around(place);
  const start = chain.findIndex((key) => told.groups.get(key)?.has(skill));
  const from = chain[start] ?? '';
  const before = known.get(from);
  if (before !== undefined) return before;
  // the widest first, so that a narrower one takes its place
  const wide = start < 0 ? [] : chain.slice(start).toReversed();
  const parts = new Map(wide.flatMap((key) => [...partsIn(told, skill, key)]));
  known.set(from, parts);
  return parts;
}

function partsIn({ all, groups }: Told, skill: string, key: string): Map<string, Places> {
  const everybody = all.get(key)?.get(skill);
  if (everybody === undefined) return new Map();
  const part = ({ places }: Wanted) =>
    mapped((way) => (everybody.places[way] > 0 ? Math.min(1, places[way] / everybody.places[way]) : 0));
  return new Map((groups.get(key)?.get(skill) ?? []).map((cell) => [cell.group ?? '', part(cell)]));
}

function inGroups(place: string, wanted: Wanted, parts: ReadonlyMap<string, Places>): ToldCell[] {
  const sum = sumOf([...parts.values()]);
  const times = mapped((way) => Math.max(1, sum[way]));
  const own = [...parts].map(([group, part]) => cellOf(place, group, wanted, mapped((way) => part[way] / times[way]), times)); // prettier-ignore
  const rest = mapped((way) => Math.max(0, 1 - sum[way]));
  return [...own, cellOf(place, '', wanted, rest, once)].filter((cell) => allPlaces(cell.wanted.places) > 1e-9);
}

function cellOf(place: string, group: string, wanted: Wanted, part: Places, times: Places): ToldCell {
  const places = mapped((way) => wanted.places[way] * part[way]);
  const by = allPlaces(places) / allPlaces(wanted.places);
  const end = (value: number | null) => (value === null ? null : value * by);
  const own = { places, low: end(wanted.low), high: end(wanted.high), n: end(wanted.n) };
  return { place, group, times, wanted: { ...wanted, ...own } };
}
