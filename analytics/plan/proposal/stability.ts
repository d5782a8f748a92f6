/**
 * How far a proposal hangs on the range of the demand: proposed again at both ends of the range, where all needs stand at the
 * same end, and at draws between, where each need stands somewhere of its own.
 */
import { exactLimit, sizeOf, solveExactly } from './exact.ts';
import { newDraft } from './draft.ts';
import { fill } from './greedy.ts';
import { networkOf } from './network.ts';
import type { Need, ProposalProblem } from './problem.ts';
import { normal, seeded, type Random } from './random.ts';
import { relaxModel } from './relax-model.ts';

export interface Stability {
  /** demands that were proposed for: the two ends, then draws */
  readonly demands: number;
  readonly method: 'exact' | 'greedy';
  /** of each offer, in how many of these it is held at all, and as often as in the proposal or more */
  readonly held: readonly number[];
  readonly asOften: readonly number[];
  readonly atLow: readonly boolean[];
  readonly atHigh: readonly boolean[];
}

export interface StabilityOptions {
  readonly draws: number;
  readonly seed: number;
  readonly timeLimit: number;
  readonly isCancelled: () => boolean;
  readonly tell: (done: number) => void;
}

/** The standard deviations that the ends of a range of 95 % are away. */
const arm = 1.96;

const sizeOfNeed = ({ inPerson, online, either, neither }: Need) => inPerson + online + either + neither;

/** @param to  how many person-places; the ways to attend keep their parts */
function resized(need: Need, to: number): Need {
  const size = sizeOfNeed(need);
  const by = size > 0 ? to / size : 0;
  const { inPerson, online, either, neither } = need;
  return { ...need, inPerson: inPerson * by, online: online * by, either: either * by, neither: neither * by };
}

/** A need somewhere in its range: two half normals, cut at the ends. */
function drawn(need: Need, random: Random): Need {
  const [middle, away] = [sizeOfNeed(need), normal(random)];
  const [low, high] = [need.low ?? middle, need.high ?? middle];
  const to = middle + (away * (away < 0 ? middle - low : high - middle)) / arm;
  return resized(need, Math.min(high, Math.max(low, to)));
}

/** The demands in their order: low, high, draws. */
export function* demandsOf({ needs }: ProposalProblem, draws: number, seed: number): Generator<Need[]> {
  const random = seeded(seed);
  yield needs.map((need) => resized(need, need.low ?? sizeOfNeed(need)));
  yield needs.map((need) => resized(need, need.high ?? sizeOfNeed(need)));
  for (let draw = 0; draw < draws; draw += 1) yield needs.map((need) => drawn(need, random));
}

/** @param counts  the proposal. When the time is up, the demands that were done are told. */
export async function stabilityOf(
  problem: ProposalProblem,
  counts: readonly number[],
  options: StabilityOptions,
): Promise<Stability> {
  const began = performance.now();
  const secondsLeft = () => options.timeLimit - (performance.now() - began) / 1000;
  const stop = () => options.isCancelled() || secondsLeft() <= 0;
  const isSmall = sizeOf(relaxModel(networkOf(problem))) <= exactLimit;
  const plans: Int32Array[] = [];
  for (const needs of demandsOf(problem, options.draws, options.seed)) {
    // no demand takes the time of those that follow
    const seconds = () => secondsLeft() / Math.max(1, options.draws + 2 - plans.length);
    const plan = await planFor({ ...problem, needs }, isSmall, options.seed, seconds, stop);
    if (stop()) break;
    plans.push(plan);
    options.tell(plans.length);
  }
  const times = (isIt: (plan: Int32Array, offer: number) => boolean) =>
    counts.map((_, offer) => plans.filter((plan) => isIt(plan, offer)).length);
  return {
    ...{ demands: plans.length, method: isSmall ? 'exact' : 'greedy' },
    held: times((plan, offer) => plan[offer]! > 0),
    asOften: times((plan, offer) => plan[offer]! >= Math.max(1, counts[offer]!)),
    atLow: counts.map((_, offer) => (plans[0]?.[offer] ?? 0) > 0),
    atHigh: counts.map((_, offer) => (plans[1]?.[offer] ?? 0) > 0),
  };
}

async function planFor(
  problem: ProposalProblem,
  isSmall: boolean,
  seed: number,
  seconds: () => number,
  stop: () => boolean,
): Promise<Int32Array> {
  const network = networkOf(problem);
  const draft = newDraft(network);
  fill(draft, network.offers.keys(), { stop });
  if (!isSmall || draft.wanted !== null || stop()) return draft.counts;
  const model = relaxModel(network);
  const aim = {
    value: new Float64Array(model.demand.length).fill(1),
    lack: network.floors.map(() => Infinity),
  };
  const exact = await solveExactly(model, aim, { seed, seconds: seconds(), from: draft.counts, stop });
  return exact.counts ?? draft.counts;
}
