/** The shortest way from a free seat to somebody without one, on which others change seats. */
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
  /** kind and arc in turns, from the end to the start */
  readonly path: number[];
}

export function newSearch(network: Network, skill: SkillNetwork): Search {
  const nodes = skill.pools.length * (network.places + network.sites) + skill.demand.length;
  return {
    ...{ network, skill, round: 0, path: [] },
    ...{ seen: new Int32Array(nodes), from: new Int32Array(nodes), queue: new Int32Array(nodes) },
    ...{ kind: new Uint8Array(nodes), arc: new Int32Array(nodes) },
  };
}

/** @returns the cell where somebody is without a seat, -1 where there is none; the way stands in `search.path` */
export function findPath(search: Search, seating: SkillSeating, node: number, wanted: Uint8Array | null): number {
  const { network, skill, seen, queue, from, kind, arc } = search;
  const { places, sites, classes, edgeStart, edgePlace, edgeSite, backStart, back } = network;
  const { pools, demand } = skill;
  const [edges, cells] = [edgePlace.length, demand.length];
  const firstCell = pools.length * places;
  const firstSite = firstCell + cells;
  const round = (search.round += 1);
  let [head, tail] = [0, 0];
  const visit = (to: number, by: number, way: number, on: number) => {
    if (seen[to] === round) return;
    seen[to] = round;
    from[to] = by;
    kind[to] = way;
    arc[to] = on;
    queue[tail] = to;
    tail += 1;
  };
  visit(firstSite + node, -1, 0, 0);
  while (head < tail) {
    const at = queue[head]!;
    head += 1;
    if (at >= firstSite) {
      const pool = Math.floor((at - firstSite) / sites);
      const site = (at - firstSite) % sites;
      for (let edge = edgeStart[site]!; edge < edgeStart[site + 1]!; edge += 1)
        visit(pool * places + edgePlace[edge]!, at, 0, pool * edges + edge);
    } else if (at < firstCell) {
      const pool = Math.floor(at / places);
      const place = at % places;
      for (const one of pools[pool]!.classes)
        for (const way of pools[pool]!.serves) {
          const cell = (place * classes + one) * 3 + way;
          visit(firstCell + cell, at, 2, pool * cells + cell);
        }
      for (let entry = backStart[place]!; entry < backStart[place + 1]!; entry += 1) {
        const edge = back[entry]!;
        if (seating.toPlace[pool * edges + edge]! > nothing)
          visit(firstSite + pool * sites + edgeSite[edge]!, at, 1, pool * edges + edge);
      }
    } else {
      const cell = at - firstCell;
      const pair = Math.floor(cell / 3);
      if (demand[cell]! - seating.covered[cell]! > nothing && (wanted === null || wanted[pair])) {
        trace(search, at);
        return cell;
      }
      const place = Math.floor(pair / classes);
      for (let pool = 0; pool < pools.length; pool += 1)
        if (seating.toCell[pool * cells + cell]! > nothing) visit(pool * places + place, at, 3, pool * cells + cell);
    }
  }
  return -1;
}

function trace({ from, kind, arc, path }: Search, end: number): void {
  path.length = 0;
  for (let at = end; from[at]! >= 0; at = from[at]!) path.push(kind[at]!, arc[at]!);
}

/** How many can change seats along the way that was found. */
export function pathRoom({ path }: Search, { toPlace, toCell }: SkillSeating): number {
  let room = Infinity;
  for (let step = 0; step < path.length; step += 2) {
    if (path[step] === 1) room = Math.min(room, toPlace[path[step + 1]!]!);
    if (path[step] === 3) room = Math.min(room, toCell[path[step + 1]!]!);
  }
  return room;
}
