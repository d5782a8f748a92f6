/** The shortest ways from a free seat to people without one, on which others change seats. */
import type { Network, SkillNetwork } from './network.ts';
import { nothing, type SkillSeating } from './seating.ts';

/**
 * What a search in one skill needs again and again. Nodes: middles `pool × places + place`, then cells, then pools at sites.
 * Kinds of arcs: 0 to a place, 1 back from it, 2 to a cell, 3 back from it.
 */
export interface Search {
  readonly network: Network;
  readonly skill: SkillNetwork;
  readonly seen: Int32Array;
  readonly from: Int32Array;
  readonly kind: Uint8Array;
  readonly arc: Int32Array;
  readonly queue: Int32Array;
  round: number;
  tail: number;
  /** kind and arc in turns, from the end to the start */
  readonly path: number[];
  readonly found: number[];
}

export function newSearch(network: Network, skill: SkillNetwork): Search {
  const nodes = skill.pools.length * (network.places + network.sites) + skill.demand.length;
  return {
    ...{ network, skill, round: 0, tail: 0, path: [], found: [] },
    ...{ seen: new Int32Array(nodes), from: new Int32Array(nodes), queue: new Int32Array(nodes) },
    ...{ kind: new Uint8Array(nodes), arc: new Int32Array(nodes) },
  };
}

function visit(search: Search, to: number, by: number, way: number, on: number): void {
  if (search.seen[to] === search.round) return;
  search.seen[to] = search.round;
  search.from[to] = by;
  search.kind[to] = way;
  search.arc[to] = on;
  search.queue[search.tail] = to;
  search.tail += 1;
}

/**
 * Cells where somebody is without a seat, the nearest first, until there are as many people as seats. The ways to them are
 * those of one tree, so that using one only takes away from the others.
 */
export function findOpenCells(
  search: Search,
  seating: SkillSeating,
  node: number,
  seats: number,
  wanted: Uint8Array | null,
): readonly number[] {
  const { network, skill, queue } = search;
  const { places, sites, classes, edgeStart, edgePlace, edgeSite, backStart, back } = network;
  const { pools, demand } = skill;
  const [edges, cells] = [edgePlace.length, demand.length];
  const firstCell = pools.length * places;
  const firstSite = firstCell + cells;
  search.round += 1;
  const { found } = search;
  found.length = 0;
  let open = 0;
  let head = 0;
  search.tail = 0;
  visit(search, firstSite + node, -1, 0, 0);
  while (head < search.tail) {
    const at = queue[head]!;
    head += 1;
    if (at >= firstSite) {
      const pool = Math.floor((at - firstSite) / sites);
      const site = (at - firstSite) % sites;
      for (let edge = edgeStart[site]!; edge < edgeStart[site + 1]!; edge += 1)
        visit(search, pool * places + edgePlace[edge]!, at, 0, pool * edges + edge);
    } else if (at < firstCell) {
      const pool = Math.floor(at / places);
      const place = at % places;
      for (const one of pools[pool]!.classes)
        for (const way of pools[pool]!.serves) {
          const cell = (place * classes + one) * 3 + way;
          visit(search, firstCell + cell, at, 2, pool * cells + cell);
        }
      for (let entry = backStart[place]!; entry < backStart[place + 1]!; entry += 1) {
        const edge = back[entry]!;
        if (seating.toPlace[pool * edges + edge]! > nothing)
          visit(search, firstSite + pool * sites + edgeSite[edge]!, at, 1, pool * edges + edge);
      }
    } else {
      const cell = at - firstCell;
      const pair = Math.floor(cell / 3);
      const free = demand[cell]! - seating.covered[cell]!;
      if (free > nothing && (wanted === null || wanted[pair])) {
        found.push(cell);
        open += free;
        if (open >= seats) return found;
      }
      const place = Math.floor(pair / classes);
      for (let pool = 0; pool < pools.length; pool += 1)
        if (seating.toCell[pool * cells + cell]! > nothing)
          visit(search, pool * places + place, at, 3, pool * cells + cell);
    }
  }
  return found;
}

/** The way to a cell that the last search found: kind and arc in turns, from its end. */
export function pathTo({ network, skill, from, kind, arc, path }: Search, cell: number): readonly number[] {
  path.length = 0;
  for (let at = skill.pools.length * network.places + cell; from[at]! >= 0; at = from[at]!)
    path.push(kind[at]!, arc[at]!);
  return path;
}

/** How many can change seats along a way. */
export function pathRoom(path: readonly number[], { toPlace, toCell }: SkillSeating): number {
  let room = Infinity;
  for (let step = 0; step < path.length; step += 2) {
    if (path[step] === 1) room = Math.min(room, toPlace[path[step + 1]!]!);
    if (path[step] === 3) room = Math.min(room, toCell[path[step + 1]!]!);
  }
  return room;
}
