/** From a problem to a proposal: greed, a bound, a search from both, for small problems the solver, and the reasons. */
import { conflictsOf } from './conflict.ts';
import { lackOf, newDraft, type Draft } from './draft.ts';
import { exactLimit, sizeOf, solveExactly } from './exact.ts';
import { fill } from './greedy.ts';
import { brisk, networkOf, thorough, type Network } from './network.ts';
import type { Conflict, Proposal, ProposalMethod, ProposalProblem, ProposalProgress, Reason } from './problem.ts';
import { seeded } from './random.ts';
import { namingOf, openFloors, reasonOfStep, reasonsOf, type Naming } from './reason.ts';
import { relax, type Relaxed } from './relax.ts';
import { relaxModel, type RelaxModel } from './relax-model.ts';
import { amongParts, foundAt, improve, isBetter, shortlist, type Found } from './search.ts';
import { startWatch, type Watch } from './watch.ts';

export interface ProposeOptions {
  /** at most so many seconds */
  readonly timeLimit: number;
  readonly seed: number;
  /** `greedy` looks for nothing better */
  readonly method?: ProposalMethod;
  readonly isCancelled: () => boolean;
  readonly tell: (progress: ProposalProgress) => void;
}

/** The same seed gives the same, unless the time is up before the end. */
export async function propose(problem: ProposalProblem, options: ProposeOptions): Promise<Proposal> {
  const watch = startWatch(options);
  const whole = networkOf(problem);
  const model = relaxModel(whole);
  const isSmall = sizeOf(model) <= exactLimit;
  const network = { ...whole, effort: isSmall ? thorough : brisk };
  const draft = newDraft(network);
  const before = draft.covered;
  const naming = namingOf(problem, network);
  watch.found(foundAt(draft), 'greedy');
  const steps = greedySteps(draft, naming, watch);
  const greedy = watch.found(foundAt(draft), 'greedy');
  const relaxed = relaxation(model, watch, isSmall ? 800 : 3000, isSmall ? 0.2 : 0.6);
  const list = shortlist(network, relaxed, Math.max(600, 3 * held(greedy)));
  if (options.method !== 'greedy') {
    searched(draft, relaxed, list, watch, { seed: options.seed, isSmall });
    if (isSmall && !watch.isOver('exact', 0.9)) await solved(model, watch, options.seed);
  }
  const conflicts = watch.best().lack > 0 ? await named(model, watch, isSmall, options.seed) : [];
  const reasons = reasonsOf(network, watch.best().counts, list, naming, () => watch.isOver('reasons'));
  return proposalOf(network, watch, { before, greedy: greedy.covered, steps, conflicts, reasons, isSmall });
}

const held = ({ counts }: Found) => counts.reduce((sum, count) => sum + count, 0);

function greedySteps(draft: Draft, naming: Naming, watch: Watch): Reason[] {
  const { network } = draft;
  const steps: Reason[] = [];
  let open = openFloors(draft);
  fill(draft, network.offers.keys(), {
    stop: () => watch.isOver('greedy'),
    onStep: (step, seated) => {
      steps.push(reasonOfStep(network, step, seated, naming, open));
      open = openFloors(draft);
      watch.found({ ...foundAt(draft) }, 'greedy');
    },
  });
  return steps;
}

const everybody = ({ demand }: RelaxModel) => new Float64Array(demand.length).fill(1);

/** Ends as well when the bound hardly falls any more. */
function relaxation(model: RelaxModel, watch: Watch, iterations: number, part: number): Relaxed {
  const seen: number[] = [];
  return relax(model, {
    ...{ value: everybody(model), floorWorth: Infinity, iterations },
    halt: () => watch.isOver('bound', part),
    stop: ({ bound }) => {
      watch.bound(bound);
      seen.push(bound);
      const earlier = seen.at(-11);
      return watch.isOver('bound', part) || (earlier !== undefined && earlier - bound < 2e-5 * Math.abs(bound));
    },
  });
}

function searched(
  draft: Draft,
  relaxed: Relaxed,
  list: readonly number[],
  watch: Watch,
  { seed, isSmall }: { seed: number; isSmall: boolean },
): void {
  // prettier-ignore
  const random = seeded(seed);
  const part = isSmall ? 0.4 : 0.85;
  const stop = () => watch.isOver('search', part);
  let start = draft;
  for (let round = 0; round < 3 && !stop(); round += 1) {
    const other = amongParts(draft.network, relaxed, 0.01 * round, random, stop);
    watch.found(foundAt(other), 'search');
    if (isBetter({ lack: lackOf(other), covered: other.covered }, { lack: lackOf(start), covered: start.covered }))
      start = other;
  }
  const [rounds, patience] = isSmall ? [400, 100] : [2500, 600];
  improve(start, list, { random, rounds, patience, stop, onBetter: (found) => watch.found(found, 'search') });
}

async function solved(model: RelaxModel, watch: Watch, seed: number): Promise<void> {
  const { network } = model;
  const from = watch.best();
  const exact = await solveExactly(
    model,
    { value: everybody(model), lack: network.floors.map(() => Infinity) },
    {
      ...{ seed, from: from.lack > 0 ? null : from.counts, seconds: watch.secondsLeft(0.9) },
      stop: ({ bound, value }) => {
        watch.bound(bound, value);
        return watch.isOver('exact', 0.9);
      },
    },
  );
  if (exact.isImpossible) return;
  watch.bound(exact.bound);
  if (exact.counts === null) return;
  const floors = Float64Array.from(exact.floors);
  const [covered, lack] = [exact.value, lackOf({ network, floors })];
  watch.found({ counts: exact.counts, covered, floors, lack }, 'exact');
}

/** Which floors are the trouble; the bound is then that of all plans, and the plan as near to the floors as can be. */
async function named(model: RelaxModel, watch: Watch, isSmall: boolean, seed: number): Promise<Conflict[]> {
  const { network } = model;
  const stop = () => watch.isOver('floors', 0.95);
  const conflicts = await conflictsOf({ network, isSmall, seed, stop, secondsLeft: () => watch.secondsLeft(0.95) });
  watch.forgetBound();
  relaxation({ ...model, network: { ...network, floors: [] } }, watch, 800, 0.95);
  return conflicts;
}

interface Parts {
  readonly before: number;
  readonly greedy: number;
  readonly steps: readonly Reason[];
  readonly conflicts: readonly Conflict[];
  readonly reasons: readonly Reason[];
  readonly isSmall: boolean;
}

function proposalOf(network: Network, watch: Watch, { isSmall, ...parts }: Parts): Proposal {
  const { counts, covered, floors } = watch.best();
  const open = openFloors({ network, floors });
  const bound = Math.max(covered, watch.least());
  return {
    ...{ counts: [...counts], covered, bound, gap: bound > 0 ? (bound - covered) / bound : 0, needed: network.needed },
    cost: counts.reduce((sum, count, offer) => sum + count * network.cost[offer]!, 0),
    ...{ method: isSmall ? 'exact' : 'search', ended: watch.ended() },
    floors: network.floors.map(({ name, asked }, floor) => ({
      ...{ name, asked, covered: floors[floor]!, kept: !open.includes(name) },
    })),
    ...parts,
  };
}
