/** The variables and prices of the relaxation in blocks, each with its steps. */
import type { RelaxModel } from './relax-model.ts';

/** One block of variables or prices: where it is, where a step leads, and where it is drawn back to. */
export interface Block {
  readonly at: Float64Array;
  readonly to: Float64Array;
  readonly anchor: Float64Array;
  readonly step: Float64Array;
}

/** The plan: seats of offers (x), people to places (f), to cells (h); the prices: of nodes (v), places (w), cells (u), caps (k), floors (mu). */
export type Blocks = Readonly<Record<'x' | 'f' | 'h' | 'v' | 'w' | 'u' | 'k' | 'mu', Block>>;

/** A step is one over the sum of the row or column. */
export function blocksOf(model: RelaxModel): Blocks {
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
