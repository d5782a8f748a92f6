/**
 * The relaxation, in which an edition can be held in part, as one sparse program. x: seats of each offer; f: people from a
 * node to a place; h: on to a cell. Rows and the prices of them: seats of a node (v), people of a place (w), people of a cell
 * (u), caps (κ), floors (μ); the money is kept by x itself.
 */
import type { Network } from './network.ts';

export interface RelaxModel {
  readonly network: Network;
  /** of each node, from `arcStart`: the middles that it reaches */
  readonly arcStart: Int32Array;
  readonly arcMiddle: Int32Array;
  readonly base: Float64Array;
  /** of each middle, from `outStart`: the cells that it serves */
  readonly outStart: Int32Array;
  readonly outCell: Int32Array;
  readonly demand: Float64Array;
  /** `place × classes + class` of a cell */
  readonly pair: Int32Array;
  /** of each offer, from `partStart`: nodes, and the part of its seats that each has */
  readonly partStart: Int32Array;
  readonly partNode: Int32Array;
  readonly partShare: Float64Array;
}

export function relaxModel(network: Network): RelaxModel {
  const nodes = activeNodes(network);
  const { middles, arcs } = middlesOf(network, nodes);
  const cells = new Numbering();
  const outs = middles.keys.map((key) => {
    const [skill, middle] = split(key);
    const { pools, demand } = network.skills[skill]!;
    const pool = pools[Math.floor(middle / network.places)]!;
    const first = (middle % network.places) * network.classes;
    return pool.classes.flatMap((one) =>
      pool.serves.flatMap((way) => {
        const cell = (first + one) * 3 + way;
        return demand[cell]! > 0 ? [cells.of(join(skill, cell))] : [];
      }),
    );
  });
  const parts = network.offers.map((own) => own.map(({ skill, node }) => nodes.of(join(skill, node))));
  const valueAt = (key: number, of: 'demand' | 'base') => network.skills[split(key)[0]]![of][split(key)[1]]!;
  return {
    ...{ network, arcStart: startsOf(arcs), arcMiddle: Int32Array.from(arcs.flat()) },
    ...{ outStart: startsOf(outs), outCell: Int32Array.from(outs.flat()) },
    ...{ partStart: startsOf(parts), partNode: Int32Array.from(parts.flat()) },
    partShare: Float64Array.from(network.offers.flatMap((own, offer) => own.map(({ seats }) => seats / network.seats[offer]!))), // prettier-ignore
    base: Float64Array.from(nodes.keys, (key) => valueAt(key, 'base')),
    demand: Float64Array.from(cells.keys, (key) => valueAt(key, 'demand')),
    pair: Int32Array.from(cells.keys, (key) => Math.floor(split(key)[1] / 3)),
  };
}

const width = 2 ** 32;
const join = (skill: number, index: number) => skill * width + index;
const split = (key: number): [number, number] => [Math.floor(key / width), key % width];

/** Numbers keys in the order in which they come. */
class Numbering {
  readonly keys: number[] = [];
  readonly #numbers = new Map<number, number>();

  of(key: number): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }
}

/** Pools at sites where there is a seat or could be one, skill by skill. */
function activeNodes({ skills, offers }: Network): Numbering {
  const own = skills.map(({ base }) => new Set([...base.keys()].filter((node) => base[node]! > 0)));
  for (const parts of offers) for (const { skill, node } of parts) own[skill]!.add(node);
  const nodes = new Numbering();
  own.forEach((some, skill) => [...some].sort((a, b) => a - b).forEach((node) => nodes.of(join(skill, node))));
  return nodes;
}

function middlesOf({ places, sites, edgeStart, edgePlace }: Network, nodes: Numbering) {
  const middles = new Numbering();
  const arcs = nodes.keys.map((key) => {
    const [skill, node] = split(key);
    const [pool, site] = [Math.floor(node / sites), node % sites];
    const reached = edgePlace.subarray(edgeStart[site]!, edgeStart[site + 1]!);
    return Array.from(reached, (place) => middles.of(join(skill, pool * places + place)));
  });
  return { middles, arcs };
}

function startsOf(lists: readonly (readonly number[])[]): Int32Array {
  const start = new Int32Array(lists.length + 1);
  lists.forEach(({ length }, index) => (start[index + 1] = start[index]! + length));
  return start;
}
