/**
 * Solves the relaxation: the primal-dual hybrid gradient (Chambolle and Pock 2011), each variable with a step of its own (Pock
 * and Chambolle 2011), reflected and drawn back to an anchor (Halpern), with restarts (Applegate et al. 2023; Lu and Yang
 * 2024). It needs no factorisation, so millions of arcs fit, and it can be left at any moment: the bound is that of
 * bound.ts at the prices it has come to.
 */
import { boundAt, type Bound } from './bound.ts';
import { blocksOf, type Blocks } from './relax-block.ts';
import type { RelaxModel } from './relax-model.ts';
import { step, type Pace, type StepOptions } from './relax-step.ts';

export interface Relaxed extends Bound {
  /** editions of each offer, in part */
  readonly editions: Float64Array;
  /** prices of floors at the best bound */
  readonly floors: Float64Array;
  readonly iterations: number;
}

export interface RelaxOptions extends StepOptions {
  readonly iterations: number;
  /** asked now and then; true ends it */
  readonly stop: (best: Bound) => boolean;
  /** asked after every step; true ends it after a last look */
  readonly halt?: () => boolean;
}

const every = 40;

export function relax(model: RelaxModel, options: RelaxOptions): Relaxed {
  const blocks = blocksOf(model);
  const { seats, floors } = model.network;
  const state = { weight: 1, age: 0, residual: Infinity, last: Infinity, price: 0 };
  let best: Relaxed | null = null;
  for (let iteration = 0; ; iteration += 1) {
    step(model, blocks, options, state);
    const isLast = iteration >= options.iterations || (options.halt?.() ?? false);
    if (isLast || iteration % every === 0) {
      const prices = { cell: blocks.u.to, cap: blocks.k.to, floor: blocks.mu.to };
      const found = boundAt(model, options.value, prices);
      if (best === null || found.bound < best.bound)
        best = { ...found, floors: blocks.mu.to.slice(0, floors.length), editions: blocks.x.to, iterations: iteration };
      best = { ...best, editions: blocks.x.to.map((own, offer) => own / seats[offer]!), iterations: iteration };
      if (options.stop(best) || isLast) return best;
      if (isTimeToRestart(blocks, state, iteration)) restart(blocks, state);
    }
    drawBack(blocks, state.age);
    state.age += 1;
  }
}

/** Twice the step, then a little back to the anchor, ever less. */
function drawBack(blocks: Blocks, age: number): void {
  const on = (age + 1) / (age + 2);
  for (const { at, to, anchor } of Object.values(blocks))
    for (let index = 0; index < at.length; index += 1)
      at[index] = on * (2 * to[index]! - at[index]!) + (1 - on) * anchor[index]!;
}

interface Rhythm extends Pace {
  /** steps since the last restart */
  age: number;
  /** how far a step led after the restart, and at the last look */
  residual: number;
  last: number;
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
