/**
 * Solves the relaxation: the primal-dual hybrid gradient (Chambolle and Pock 2011), each variable with a step of its own (Pock
 * and Chambolle 2011), reflected and drawn back to an anchor (Halpern), with restarts (Applegate et al. 2023; Lu and Yang
 * 2024). It needs no factorisation, so millions of arcs fit, and it can be left at any moment: the bound is that of
 * bound.ts at the prices it has come to.
 */
import { boundAt, type Bound } from './bound.ts';
import { applyBudget } from './budget-step.ts';
import type { RelaxModel } from './relax-model.ts';

export interface Relaxed extends Bound {
  /** editions of each offer, in part */
  readonly editions: Float64Array;
  /** prices of floors at the best bound */
  readonly floors: Float64Array;
  readonly iterations: number;
}

export interface RelaxOptions {
  /** what covering a person of a cell counts; floors are then asked for */
  readonly value: Float64Array;
  /** the most that a floor can be worth; Infinity where it has to be kept */
  readonly floorWorth: number;
  readonly iterations: number;
  /** asked now and then; true ends it */
  readonly stop: (best: Bound) => boolean;
}

const every = 40;

/** One block of variables or prices: where it is, where a step leads, and where it is drawn back to. */
interface Block {
  at: Float64Array;
  to: Float64Array;
  readonly anchor: Float64Array;
  readonly step: Float64Array;
}

export function relax(model: RelaxModel, options: RelaxOptions): Relaxed {
  const blocks = blocksOf(model);
  const { seats, floors } = model.network;
  const state = { weight: 1, age: 0, residual: Infinity, last: Infinity, price: 0 };
  let best: Relaxed | null = null;
  for (let iteration = 0; ; iteration += 1) {
    step(model, blocks, options, state);
    const isCheck = iteration % every === 0 || iteration >= options.iterations;
    if (isCheck) {
      const prices = { cell: blocks.u.to, cap: blocks.k.to, floor: blocks.mu.to };
      const found = boundAt(model, options.value, prices);
      if (best === null || found.bound < best.bound)
        best = { ...found, floors: blocks.mu.to.slice(0, floors.length), editions: blocks.x.to, iterations: iteration };
      best = { ...best, editions: blocks.x.to.map((own, offer) => own / seats[offer]!), iterations: iteration };
      if (iteration >= options.iterations || options.stop(best)) return best;
      if (isTimeToRestart(blocks, state, iteration)) restart(blocks, state);
    }
    drawBack(blocks, state.age);
    state.age += 1;
  }
}

type Blocks = ReturnType<typeof blocksOf>;

function blocksOf(model: RelaxModel) {
  const { network, arcStart, arcMiddle, outStart, outCell, base, demand, partStart, partNode, partShare, pair } = model;
  const { caps, capsOf, floors, seats } = network;
  const middles = outStart.length - 1;
  const [rowNode, rowMiddle] = [new Float64Array(base.length), new Float64Array(middles)];
  const [rowCell, rowFloor] = [new Float64Array(demand.length), new Float64Array(floors.length)];
  const rowCap = Float64Array.from(caps, ({ offers }) => offers.reduce((sum, offer) => sum + 1 / seats[offer]!, 0));
  for (let node = 0; node < base.length; node += 1) rowNode[node] = arcStart[node + 1]! - arcStart[node]!;
  arcMiddle.forEach((middle) => (rowMiddle[middle]! += 1));
  partNode.forEach((node, part) => (rowNode[node]! += partShare[part]!));
  const columnOut = new Float64Array(outCell.length);
  for (let middle = 0; middle < middles; middle += 1) rowMiddle[middle]! += outStart[middle + 1]! - outStart[middle]!;
  outCell.forEach((cell, out) => {
    rowCell[cell]! += 1;
    columnOut[out] = 2;
    floors.forEach(({ inside }, floor) => {
      rowFloor[floor]! += inside[pair[cell]!]!;
      columnOut[out]! += inside[pair[cell]!]!;
    });
  });
  const columnX = seats.map((own, offer) => partSum(partStart, partShare, offer) + capsOf[offer]!.length / own);
  return {
    ...{ x: block(columnX), f: block(new Float64Array(arcMiddle.length).fill(2)), h: block(columnOut) },
    ...{ v: block(rowNode), w: block(rowMiddle), u: block(rowCell), k: block(rowCap), mu: block(rowFloor) },
  };
}

function partSum(start: Int32Array, share: Float64Array, offer: number): number {
  let sum = 0;
  for (let part = start[offer]!; part < start[offer + 1]!; part += 1) sum += share[part]!;
  return sum;
}

const block = (sums: Float64Array): Block => ({
  ...{ at: new Float64Array(sums.length), to: new Float64Array(sums.length), anchor: new Float64Array(sums.length) },
  step: sums.map((sum) => (sum > 0 ? 1 / sum : 1)),
});

/** From `at` to `to`: the plan where prices pull it, then the prices where the plan, carried on, breaks the rows. */
function step(model: RelaxModel, blocks: Blocks, { value, floorWorth }: RelaxOptions, state: Rhythm): void {
  const { network, arcStart, arcMiddle, outStart, outCell, base, demand, partStart, partNode, partShare, pair } = model;
  const { x, f, h, v, w, u, k, mu } = blocks;
  const { seats, capsOf, caps, floors } = network;
  const { weight } = state;
  const wish = new Float64Array(x.at.length);
  for (let offer = 0; offer < wish.length; offer += 1) {
    let pull = 0;
    for (let part = partStart[offer]!; part < partStart[offer + 1]!; part += 1)
      pull += partShare[part]! * v.at[partNode[part]!]!;
    for (const cap of capsOf[offer]!) pull -= k.at[cap]! / seats[offer]!;
    wish[offer] = x.at[offer]! + (x.step[offer]! / weight) * pull;
  }
  state.price = applyBudget(network, wish, x.step, x.to, state.price);
  const [rowV, rowW, rowU] = [base.slice(), new Float64Array(w.at.length), demand.slice()];
  const rowK = Float64Array.from(caps, ({ most }) => most);
  const rowM = Float64Array.from(floors, ({ asked }) => -asked);
  for (let offer = 0; offer < wish.length; offer += 1) {
    const on = 2 * x.to[offer]! - x.at[offer]!;
    if (on === 0) continue;
    for (let part = partStart[offer]!; part < partStart[offer + 1]!; part += 1)
      rowV[partNode[part]!]! += partShare[part]! * on;
    for (const cap of capsOf[offer]!) rowK[cap]! -= on / seats[offer]!;
  }
  const stepF = 0.5 / weight;
  for (let node = 0; node < base.length; node += 1) {
    const price = v.at[node]!;
    let out = 0;
    for (let arc = arcStart[node]!; arc < arcStart[node + 1]!; arc += 1) {
      const middle = arcMiddle[arc]!;
      const was = f.at[arc]!;
      const to = Math.max(0, was + stepF * (w.at[middle]! - price));
      f.to[arc] = to;
      out += 2 * to - was;
      rowW[middle]! += 2 * to - was;
    }
    rowV[node]! -= out;
  }
  const pull = cellPull(value, u.at, mu.at, floors, pair);
  for (let middle = 0; middle < rowW.length; middle += 1) {
    const price = w.at[middle]!;
    let out = 0;
    for (let arc = outStart[middle]!; arc < outStart[middle + 1]!; arc += 1) {
      const cell = outCell[arc]!;
      const was = h.at[arc]!;
      const to = Math.max(0, was + (h.step[arc]! / weight) * (pull[cell]! - price));
      h.to[arc] = to;
      out += 2 * to - was;
      rowU[cell]! -= 2 * to - was;
    }
    rowW[middle]! -= out;
  }
  for (let cell = 0; cell < rowU.length; cell += 1)
    for (let floor = 0; floor < floors.length; floor += 1)
      rowM[floor]! += floors[floor]!.inside[pair[cell]!]! * (demand[cell]! - rowU[cell]!);
  for (const [prices, row, most] of [
    [v, rowV, Infinity],
    [w, rowW, Infinity],
    [u, rowU, Infinity],
    [k, rowK, Infinity],
    [mu, rowM, floorWorth],
  ] as const)
    // prettier-ignore
    for (let index = 0; index < row.length; index += 1)
      prices.to[index] = Math.min(most, Math.max(0, prices.at[index]! - weight * prices.step[index]! * row[index]!));
}

function cellPull(
  value: Float64Array,
  price: Float64Array,
  floorPrice: Float64Array,
  floors: RelaxModel['network']['floors'],
  pair: Int32Array,
): Float64Array {
  const pull = new Float64Array(value.length);
  for (let cell = 0; cell < pull.length; cell += 1) {
    let own = value[cell]! - price[cell]!;
    for (let floor = 0; floor < floors.length; floor += 1)
      own += floors[floor]!.inside[pair[cell]!]! * floorPrice[floor]!;
    pull[cell] = own;
  }
  return pull;
}

/** Twice the step, then a little back to the anchor, ever less. */
function drawBack(blocks: Blocks, age: number): void {
  const on = (age + 1) / (age + 2);
  for (const { at, to, anchor } of Object.values(blocks))
    for (let index = 0; index < at.length; index += 1)
      at[index] = on * (2 * to[index]! - at[index]!) + (1 - on) * anchor[index]!;
}

interface Rhythm {
  weight: number;
  age: number;
  residual: number;
  last: number;
  /** of the money, in the last step */
  price: number;
}

function isTimeToRestart(blocks: Blocks, state: Rhythm, iteration: number): boolean {
  let moved = 0;
  for (const [name, { at, to, step: own }] of Object.entries(blocks)) {
    const scale = isPlan(name) ? state.weight : 1 / state.weight;
    for (let index = 0; index < at.length; index += 1) moved += ((at[index]! - to[index]!) ** 2 * scale) / own[index]!;
  }
  if (state.age === 0 || state.residual === Infinity) {
    state.residual = moved;
    state.last = moved;
    return false;
  }
  const [sharp, some] = [moved <= 0.04 * state.residual, moved <= 0.64 * state.residual && moved > state.last];
  state.last = moved;
  return sharp || some || state.age >= 0.36 * iteration;
}

const isPlan = (name: string) => name === 'x' || name === 'f' || name === 'h';

/** Begins anew from where it is, and gives plan and prices steps in the proportion in which they moved. */
function restart(blocks: Blocks, state: Rhythm): void {
  const moved = { plan: 0, prices: 0 };
  for (const [name, own] of Object.entries(blocks)) {
    const { at, to, anchor, step: scale } = own;
    for (let index = 0; index < at.length; index += 1) {
      moved[isPlan(name) ? 'plan' : 'prices'] += (to[index]! - anchor[index]!) ** 2 / scale[index]!;
      at[index] = anchor[index] = to[index]!;
    }
  }
  if (moved.plan > 1e-12 && moved.prices > 1e-12)
    state.weight = Math.exp(0.5 * Math.log(Math.sqrt(moved.prices / moved.plan)) + 0.5 * Math.log(state.weight));
  Object.assign(state, { age: -1, residual: Infinity, last: Infinity });
}
