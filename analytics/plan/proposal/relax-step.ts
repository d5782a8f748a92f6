/** One step of the relaxation: from `at` to `to` in every block. */
import { applyBudget } from './budget-step.ts';
import type { Blocks, Block } from './relax-block.ts';
import type { RelaxModel } from './relax-model.ts';

export interface StepOptions {
  /** what covering a person of a cell counts */
  readonly value: Float64Array;
  /** the most that a floor can be worth; Infinity where it has to be kept */
  readonly floorWorth: number;
}

/** Of steps: prices' over the plan's, and the price of the money in the last one. */
export interface Pace {
  weight: number;
  price: number;
}

/** What the rows lack below 0, by the plan carried on: twice where it comes to, less where it was. */
interface Rows {
  readonly v: Float64Array;
  readonly w: Float64Array;
  readonly u: Float64Array;
  readonly k: Float64Array;
  readonly mu: Float64Array;
}

/** The plan goes where prices pull it, then prices go where the plan breaks the rows. */
export function step(model: RelaxModel, blocks: Blocks, options: StepOptions, pace: Pace): void {
  const { base, demand, network } = model;
  const rows: Rows = {
    ...{ v: base.slice(), w: new Float64Array(blocks.w.at.length), u: demand.slice() },
    k: Float64Array.from(network.caps, ({ most }) => most),
    mu: Float64Array.from(network.floors, ({ asked }) => -asked),
  };
  stepOffers(model, blocks, rows, pace);
  stepToPlaces(model, blocks, rows, pace);
  stepToCells(model, blocks, rows, cellPull(model, blocks, options.value), pace);
  countFloors(model, rows);
  for (const name of ['v', 'w', 'u', 'k', 'mu'] as const)
    stepPrices(blocks[name], rows[name], pace.weight, name === 'mu' ? options.floorWorth : Infinity);
}

function stepOffers({ network, partStart, partNode, partShare }: RelaxModel, blocks: Blocks, rows: Rows, pace: Pace) {
  const { x, v, k } = blocks;
  const { seats, capsOf } = network;
  const wish = new Float64Array(x.at.length);
  for (let offer = 0; offer < wish.length; offer += 1) {
    let pull = 0;
    for (let part = partStart[offer]!; part < partStart[offer + 1]!; part += 1)
      pull += partShare[part]! * v.at[partNode[part]!]!;
    for (const cap of capsOf[offer]!) pull -= k.at[cap]! / seats[offer]!;
    wish[offer] = x.at[offer]! + (x.step[offer]! / pace.weight) * pull;
  }
  pace.price = applyBudget(network, wish, x.step, x.to, pace.price);
  for (let offer = 0; offer < wish.length; offer += 1) {
    const on = 2 * x.to[offer]! - x.at[offer]!;
    if (on === 0) continue;
    for (let part = partStart[offer]!; part < partStart[offer + 1]!; part += 1)
      rows.v[partNode[part]!]! += partShare[part]! * on;
    for (const cap of capsOf[offer]!) rows.k[cap]! -= on / seats[offer]!;
  }
}

function stepToPlaces({ arcStart, arcMiddle }: RelaxModel, { f, v, w }: Blocks, rows: Rows, { weight }: Pace): void {
  for (let node = 0; node < v.at.length; node += 1) {
    const price = v.at[node]!;
    let out = 0;
    for (let arc = arcStart[node]!; arc < arcStart[node + 1]!; arc += 1) {
      const middle = arcMiddle[arc]!;
      const was = f.at[arc]!;
      const to = Math.max(0, was + (f.step[arc]! / weight) * (w.at[middle]! - price));
      f.to[arc] = to;
      out += 2 * to - was;
      rows.w[middle]! += 2 * to - was;
    }
    rows.v[node]! -= out;
  }
}

function stepToCells(
  { outStart, outCell }: RelaxModel,
  { h, w }: Blocks,
  rows: Rows,
  pull: Float64Array,
  { weight }: Pace,
): void {
  for (let middle = 0; middle < w.at.length; middle += 1) {
    const price = w.at[middle]!;
    let out = 0;
    for (let arc = outStart[middle]!; arc < outStart[middle + 1]!; arc += 1) {
      const cell = outCell[arc]!;
      const was = h.at[arc]!;
      const to = Math.max(0, was + (h.step[arc]! / weight) * (pull[cell]! - price));
      h.to[arc] = to;
      out += 2 * to - was;
      rows.u[cell]! -= 2 * to - was;
    }
    rows.w[middle]! -= out;
  }
}

function countFloors({ network: { floors }, demand, pair }: RelaxModel, rows: Rows): void {
  for (let cell = 0; cell < demand.length; cell += 1)
    for (let floor = 0; floor < floors.length; floor += 1)
      rows.mu[floor]! += floors[floor]!.inside[pair[cell]!]! * (demand[cell]! - rows.u[cell]!);
}

function stepPrices({ at, to, step: own }: Block, row: Float64Array, weight: number, most: number): void {
  for (let index = 0; index < row.length; index += 1)
    to[index] = Math.min(most, Math.max(0, at[index]! - weight * own[index]! * row[index]!));
}

/** What a seat for somebody of each cell is worth, less its price. */
function cellPull({ network: { floors }, pair }: RelaxModel, { u, mu }: Blocks, value: Float64Array): Float64Array {
  const pull = new Float64Array(value.length);
  for (let cell = 0; cell < pull.length; cell += 1) {
    let own = value[cell]! - u.at[cell]!;
    for (let floor = 0; floor < floors.length; floor += 1) own += floors[floor]!.inside[pair[cell]!]! * mu.at[floor]!;
    pull[cell] = own;
  }
  return pull;
}
