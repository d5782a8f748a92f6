/**
 * Who gets a seat, with travel: as many people as can have one. Seats are added a few at a time, each time to people without
 * one, in the order of docs/method.md and in proportion to them; where these are used up, others change seats. Whoever is
 * covered stays covered. Each addition is a greatest flow (Ford and Fulkerson; shortest paths by Edmonds and Karp).
 */
import { findPath, pathRoom, type Search } from './path.ts';
import type { Network, SkillNetwork } from './network.ts';

/** Person-places smaller than this are none. */
export const nothing = 1e-9;

/** The seats of one skill and the people on them. */
export interface SkillSeating {
  readonly supply: Float64Array;
  readonly used: Float64Array;
  /** from pools at sites to places (`pool × edges + edge`), and on to cells (`pool × cells + cell`) */
  readonly toPlace: Float64Array;
  readonly toCell: Float64Array;
  readonly covered: Float64Array;
}

/** What an addition changed, so that it can be taken back. */
export interface Journal {
  readonly arrays: Float64Array[];
  readonly places: number[];
  readonly values: number[];
  /** who was seated: so many people of these cells of skills */
  readonly skills: number[];
  readonly cells: number[];
  readonly people: number[];
}
export const newJournal = (): Journal => ({ arrays: [], places: [], values: [], skills: [], cells: [], people: [] });

export function emptySeating(network: Network, { pools, demand }: SkillNetwork): SkillSeating {
  const edges = network.edgePlace.length;
  return {
    supply: new Float64Array(pools.length * network.sites),
    used: new Float64Array(pools.length * network.sites),
    toPlace: new Float64Array(pools.length * edges),
    toCell: new Float64Array(pools.length * demand.length),
    covered: new Float64Array(demand.length),
  };
}

/** To the last bit: what was there is put back, not subtracted. */
export function takeBack({ arrays, places, values, skills, cells, people }: Journal): void {
  for (let entry = arrays.length - 1; entry >= 0; entry -= 1) arrays[entry]![places[entry]!] = values[entry]!;
  arrays.length = places.length = values.length = skills.length = cells.length = people.length = 0;
}

function add(array: Float64Array, place: number, amount: number, journal: Journal | null): void {
  if (journal !== null) {
    journal.arrays.push(array);
    journal.places.push(place);
    journal.values.push(array[place]!);
  }
  array[place]! += amount;
}

function cover({ covered }: SkillSeating, cell: number, people: number, journal: Journal | null): void {
  add(covered, cell, people, journal);
  journal?.cells.push(cell);
  journal?.people.push(people);
}

/**
 * Adds seats at a node and seats people on them.
 * @param wanted  pairs `place × classes + class` that come first; null: nobody does
 * @returns the people who have a seat now and had none
 */
export function addSeats(
  search: Search,
  seating: SkillSeating,
  node: number,
  seats: number,
  wanted: Uint8Array | null,
  journal: Journal | null,
): number {
  add(seating.supply, node, seats, journal);
  const all = Math.max(0, seating.supply[node]! - seating.used[node]!);
  let left = all;
  for (const first of wanted === null ? [null] : [wanted, null]) {
    left -= seatDirectly(search, seating, node, left, first, journal);
    while (left > nothing) {
      const moved = seatByMoving(search, seating, node, left, first, journal);
      if (moved <= nothing) break;
      left -= moved;
    }
  }
  const taken = all - left;
  add(seating.used, node, taken, journal);
  return taken;
}

/** Without anybody changing seats. */
function seatDirectly(
  { network, skill }: Search,
  seating: SkillSeating,
  node: number,
  seats: number,
  wanted: Uint8Array | null,
  journal: Journal | null,
): number {
  const { edgeStart, edgePlace, classes, sites } = network;
  const [pool, site] = [Math.floor(node / sites), node % sites];
  const { serves, classes: own } = skill.pools[pool]!;
  const { demand } = skill;
  const [edgeBase, cellBase] = [pool * edgePlace.length, pool * demand.length];
  let left = seats;
  for (const way of serves) {
    if (left <= nothing) break;
    let open = 0;
    for (let edge = edgeStart[site]!; edge < edgeStart[site + 1]!; edge += 1) {
      const first = edgePlace[edge]! * classes;
      for (const one of own) {
        const cell = (first + one) * 3 + way;
        if (wanted === null || wanted[first + one]) open += demand[cell]! - seating.covered[cell]!;
      }
    }
    if (open <= nothing) continue;
    const share = Math.min(1, left / open);
    for (let edge = edgeStart[site]!; edge < edgeStart[site + 1]!; edge += 1) {
      const first = edgePlace[edge]! * classes;
      let arrived = 0;
      for (const one of own) {
        if (wanted !== null && !wanted[first + one]) continue;
        const cell = (first + one) * 3 + way;
        const people = share * (demand[cell]! - seating.covered[cell]!);
        if (people <= 0) continue;
        cover(seating, cell, people, journal);
        add(seating.toCell, cellBase + cell, people, journal);
        arrived += people;
      }
      if (arrived > 0) add(seating.toPlace, edgeBase + edge, arrived, journal);
      left -= arrived;
    }
  }
  return seats - Math.max(0, left);
}

/** Along one path on which others change seats. */
function seatByMoving(
  search: Search,
  seating: SkillSeating,
  node: number,
  seats: number,
  wanted: Uint8Array | null,
  journal: Journal | null,
): number {
  const cell = findPath(search, seating, node, wanted);
  if (cell < 0) return 0;
  const people = Math.min(seats, search.skill.demand[cell]! - seating.covered[cell]!, pathRoom(search, seating));
  cover(seating, cell, people, journal);
  for (let step = 0; step < search.path.length; step += 2) {
    const [kind, arc] = [search.path[step]!, search.path[step + 1]!];
    const flow = kind < 2 ? seating.toPlace : seating.toCell;
    add(flow, arc, kind % 2 === 0 ? people : -people, journal);
  }
  return people;
}
