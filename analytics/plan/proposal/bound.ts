/**
 * How much any plan can cover at most, from prices. For each price u ≥ 0 of the people of a cell, κ ≥ 0 of the caps and μ ≥ 0 of
 * the floors, the plan's own rows are added up with these weights (weak duality): a seat is worth the dearest 1 + μ − u that
 * it reaches, never less than 0, and money is spent where it buys most worth. Whatever the prices, no plan covers more than
 * the sum; good prices only make it lower. Nothing rests on a solver having come to its end.
 */
import type { RelaxModel } from './relax-model.ts';

export interface Prices {
  readonly cell: Float64Array;
  readonly cap: Float64Array;
  readonly floor: Float64Array;
}

export interface Bound {
  readonly bound: number;
  /** what one edition of each offer is worth at these prices */
  readonly worth: Float64Array;
  /** the worth that a euro buys at the margin */
  readonly perEuro: number;
}

/** @param value  what covering a person of each cell counts, without floors */
export function boundAt(model: RelaxModel, value: Float64Array, prices: Prices): Bound {
  const { network, base, demand, pair } = model;
  const { caps, floors } = network;
  const worthOfCell = value.map((own, cell) => {
    let worth = own - prices.cell[cell]!;
    for (let floor = 0; floor < floors.length; floor += 1)
      worth += floors[floor]!.inside[pair[cell]!]! * prices.floor[floor]!;
    return worth;
  });
  const worthOfNode = bestOf(model.arcStart, model.arcMiddle, bestOf(model.outStart, model.outCell, worthOfCell));
  const worth = offersWorth(model, worthOfNode, prices.cap);
  const { spent, perEuro } = spend(model, worth);
  let bound = spent;
  demand.forEach((people, cell) => (bound += people * prices.cell[cell]!));
  base.forEach((seats, node) => (bound += seats * worthOfNode[node]!));
  caps.forEach(({ most }, cap) => (bound += most * prices.cap[cap]!));
  floors.forEach(({ asked }, floor) => (bound -= asked * prices.floor[floor]!));
  return { bound, worth, perEuro };
}

function bestOf(start: Int32Array, targets: Int32Array, worth: Float64Array): Float64Array {
  const best = new Float64Array(start.length - 1);
  for (let from = 0; from < best.length; from += 1) {
    let most = 0;
    for (let arc = start[from]!; arc < start[from + 1]!; arc += 1) most = Math.max(most, worth[targets[arc]!]!);
    best[from] = most;
  }
  return best;
}

function offersWorth({ network, partStart, partNode, partShare }: RelaxModel, node: Float64Array, cap: Float64Array) {
  return network.seats.map((seats, offer) => {
    let worth = 0;
    for (let part = partStart[offer]!; part < partStart[offer + 1]!; part += 1)
      worth += seats * partShare[part]! * node[partNode[part]!]!;
    for (const own of network.capsOf[offer]!) worth -= cap[own]!;
    return worth;
  });
}

/** The most worth that the money buys, the last edition in part (Dantzig 1957). */
function spend({ network: { cost, most, budget } }: RelaxModel, worth: Float64Array) {
  const paying = [...worth.keys()].filter((offer) => worth[offer]! > 0 && most[offer]! > 0);
  paying.sort((one, other) => worth[other]! * cost[one]! - worth[one]! * cost[other]!);
  let [left, spent] = [budget, 0];
  for (const offer of paying) {
    const price = cost[offer]! * most[offer]!;
    if (price > left) return { spent: spent + (left / cost[offer]!) * worth[offer]!, perEuro: worth[offer]! / cost[offer]! }; // prettier-ignore
    spent += most[offer]! * worth[offer]!;
    left -= price;
  }
  return { spent, perEuro: 0 };
}
