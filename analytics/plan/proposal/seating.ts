/**
 * Who gets a seat, with travel: as many people as can have one. Seats are added a few at a time, each time to people without
 * one, in the order of docs/method.md and in proportion to them; where these are used up, others change seats. Whoever is
 * covered stays covered. Each addition is a greatest flow (Ford and Fulkerson; shortest paths first, Edmonds and Karp).
 */
import { findOpenCells, pathRoom, pathTo, type Search } from './path.ts';
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

/** What additions changed, so that they can be taken back: the first `size` entries. */
export interface Journal {
  size: number;
  readonly arrays: Float64Array[];
  readonly places: number[];
  readonly values: number[];
}
export const newJournal = (): Journal => ({ size: 0, arrays: [], places: [], values: [] });

/** Who was seated: so many people of these cells of skills. */
export interface Seated {
  readonly skills: number[];
  readonly cells: number[];
  readonly people: number[];
}
export const nobody = (): Seated => ({ skills: [], cells: [], people: [] });

/** Where additions are written down, as far as somebody wants to know. */
export interface Notes {
  readonly journal: Journal | null;
  readonly seated: Seated | null;
  /** how often ways are searched for each time that seats are added; Infinity: until there are none */
  readonly searches: number;
}

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

/** To the last bit: what was there is put back, not subtracted. The entries are written over, since arrays are dear. */
export function takeBack(journal: Journal): void {
  const { arrays, places, values } = journal;
  for (let entry = journal.size - 1; entry >= 0; entry -= 1) arrays[entry]![places[entry]!] = values[entry]!;
  journal.size = 0;
}

function add(array: Float64Array, place: number, amount: number, { journal }: Notes): void {
  if (journal !== null) {
    const { size } = journal;
    journal.arrays[size] = array;
    journal.places[size] = place;
    journal.values[size] = array[place]!;
    journal.size = size + 1;
  }
  array[place]! += amount;
}

function cover({ covered }: SkillSeating, cell: number, people: number, notes: Notes): void {
  add(covered, cell, people, notes);
  notes.seated?.cells.push(cell);
  notes.seated?.people.push(people);
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
  notes: Notes,
): number {
  add(seating.supply, node, seats, notes);
  const all = Math.max(0, seating.supply[node]! - seating.used[node]!);
  let left = all;
  for (const first of wanted === null ? [null] : [wanted, null]) {
    left -= seatDirectly(search, seating, node, left, first, notes);
    for (let round = 0; left > nothing && round < notes.searches; round += 1) {
      const moved = seatByMoving(search, seating, node, left, first, notes);
      if (moved <= 0) break;
      left -= moved;
    }
  }
  const taken = all - left;
  add(seating.used, node, taken, notes);
  return taken;
}

/** Without anybody changing seats. */
function seatDirectly(
  { network, skill }: Search,
  seating: SkillSeating,
  node: number,
  seats: number,
  wanted: Uint8Array | null,
  notes: Notes,
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
        cover(seating, cell, people, notes);
        add(seating.toCell, cellBase + cell, people, notes);
        arrived += people;
      }
      if (arrived > 0) add(seating.toPlace, edgeBase + edge, arrived, notes);
      left -= arrived;
    }
  }
  return seats - Math.max(0, left);
}

/** Along ways on which others change seats, as many as one search finds. */
function seatByMoving(
  search: Search,
  seating: SkillSeating,
  node: number,
  seats: number,
  wanted: Uint8Array | null,
  notes: Notes,
): number {
  let left = seats;
  for (const cell of findOpenCells(search, seating, node, seats, wanted)) {
    const path = pathTo(search, cell);
    const people = Math.min(left, search.skill.demand[cell]! - seating.covered[cell]!, pathRoom(path, seating));
    if (people <= 0) continue;
    cover(seating, cell, people, notes);
    for (let step = 0; step < path.length; step += 2) {
      const kind = path[step]!;
      add(kind < 2 ? seating.toPlace : seating.toCell, path[step + 1]!, kind % 2 === 0 ? people : -people, notes);
    }
    left -= people;
  }
  return seats - left;
}
