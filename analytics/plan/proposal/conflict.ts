/**
 * Which floors cannot be kept. First each by itself, then all that can be kept one by one: as long as they are impossible
 * together, one after the other is left out, and whoever is not missed is no part of the conflict (Chinneck and Dravnieks
 * 1991). What is left is a conflict, of which no part is known to be impossible.
 */
import { draftOf, lackOf, newDraft } from './draft.ts';
import { solveExactly, type ExactOptions } from './exact.ts';
import { fill, type Stop } from './greedy.ts';
import type { FloorNetwork, Network } from './network.ts';
import type { Conflict } from './problem.ts';
import { relaxModel, type RelaxModel } from './relax-model.ts';
import { relax } from './relax.ts';

export interface ConflictOptions {
  readonly network: Network;
  readonly isSmall: boolean;
  readonly seed: number;
  readonly secondsLeft: () => number;
  readonly stop: Stop;
}

export async function conflictsOf(options: ConflictOptions): Promise<Conflict[]> {
  const { floors } = options.network;
  const alone: FloorNetwork[] = [];
  for (const floor of floors) if (await areImpossible(options, [floor])) alone.push(floor);
  const conflicts: FloorNetwork[][] = alone.map((floor) => [floor]);
  let rest = floors.filter((floor) => !alone.includes(floor));
  while (rest.length > 1 && (await areImpossible(options, rest))) {
    const conflict = await fewest(options, rest);
    conflicts.push(conflict);
    rest = rest.filter((floor) => floor !== conflict.at(-1));
  }
  return Promise.all(conflicts.map((conflict) => told(options, conflict)));
}

async function fewest(options: ConflictOptions, floors: readonly FloorNetwork[]): Promise<FloorNetwork[]> {
  let conflict = [...floors];
  for (const floor of floors) {
    const others = conflict.filter((one) => one !== floor);
    if (others.length > 0 && (await areImpossible(options, others))) conflict = others;
  }
  return conflict;
}

const withFloors = (network: Network, floors: readonly FloorNetwork[]): Network => ({ ...network, floors });

/** Person-places below which a floor is kept. */
const tolerance = 1e-5;
const iterations = 800;

/** @returns false as well where nothing is proven */
async function areImpossible(options: ConflictOptions, floors: readonly FloorNetwork[]): Promise<boolean> {
  const network = withFloors(options.network, floors);
  const draft = newDraft(network);
  fill(draft, network.offers.keys(), { stop: options.stop, floorsOnly: true });
  if (lackOf(draft) === 0) return false;
  const model = relaxModel(network);
  const value = new Float64Array(model.demand.length);
  if (options.isSmall) {
    const aim = { value, lack: floors.map(() => 1) };
    return (await solveExactly(model, aim, exactOptions(options))).bound < -tolerance;
  }
  const isProven = ({ bound }: { bound: number }) => bound < -tolerance || options.stop();
  return relax(model, { value, floorWorth: 1, iterations, stop: isProven }).bound < -tolerance;
}

const exactOptions = ({ seed, secondsLeft, stop }: ConflictOptions): ExactOptions => ({
  ...{ seed, seconds: secondsLeft(), from: null, stop },
});

async function told(options: ConflictOptions, conflict: readonly FloorNetwork[]): Promise<Conflict> {
  const floors: Conflict['floors'][number][] = [];
  for (const floor of conflict) {
    const others = conflict.filter((one) => one !== floor);
    floors.push({ name: floor.name, asked: floor.asked, ...(await reachable(options, floor, others)) });
  }
  return { floors };
}

/** How much of a floor can be covered while others are kept. */
async function reachable(options: ConflictOptions, floor: FloorNetwork, others: readonly FloorNetwork[]) {
  const model = relaxModel(withFloors(options.network, others));
  const value = Float64Array.from(model.pair, (pair) => floor.inside[pair]!);
  if (options.isSmall) {
    const aim = { value, lack: others.map(() => Infinity) };
    const { value: most, bound } = await solveExactly(model, aim, exactOptions(options));
    return { most: Math.max(0, most), bound };
  }
  const { bound } = relax(model, { value, floorWorth: Infinity, iterations, stop: options.stop });
  return { most: greedyMost(options, floor, others, value, model), bound };
}

/** First the others, then as many of the floor as the money still pays. */
function greedyMost(
  { network, stop }: ConflictOptions,
  floor: FloorNetwork,
  others: readonly FloorNetwork[],
  value: Float64Array,
  model: RelaxModel,
): number {
  // prettier-ignore
  const asked = model.demand.reduce((sum, people, cell) => sum + people * value[cell]!, 0);
  const first = newDraft(withFloors(network, others));
  fill(first, network.offers.keys(), { stop, floorsOnly: true });
  const draft = draftOf(withFloors(network, [...others, { ...floor, asked }]), first.counts);
  fill(draft, network.offers.keys(), { stop, floorsOnly: true });
  return draft.floors.at(-1)!;
}
