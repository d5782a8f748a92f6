/** Why an edition is in the plan: who has a seat by it, which floors it keeps, and what would have been next best. */
import { draftOf, dropEditions, holdEdition, keep, lackTolerance, mayHold, tryEdition, type Draft } from './draft.ts';
import type { Step } from './greedy.ts';
import type { Network } from './network.ts';
import { attending } from './network.ts';
import type { Need, ProposalProblem, Reason, Served } from './problem.ts';
import type { Seated } from './seating.ts';

/** Tells cells of people by the names of the problem. */
export type Naming = (seated: Seated) => Served[];

export function namingOf({ needs, places }: ProposalProblem, { skills, classes, people }: Network): Naming {
  const keyOf = (skill: string, place: string, one: number) => JSON.stringify([skill, place, one]);
  const needsBy = Map.groupBy(needs, ({ skill, place, group }) => keyOf(skill, place, people.of.get(group)!));
  return (seated) => {
    const served = new Map<string, Served>();
    seated.cells.forEach((cell, entry) => {
      const pair = Math.floor(cell / 3);
      const [skill, place] = [skills[seated.skills[entry]!]!.name, places[Math.floor(pair / classes)]!];
      const own = needsBy.get(keyOf(skill, place, pair % classes)) ?? [];
      for (const [group, part] of partsOf(own, attending[cell % 3]!)) {
        const key = JSON.stringify([skill, place, group]);
        const before = served.get(key)?.people ?? 0;
        served.set(key, { skill, place, group, people: before + part * seated.people[entry]! });
      }
    });
    return [...served.values()].filter(({ people: own }) => own > 1e-9).toSorted((one, other) => other.people - one.people); // prettier-ignore
  };
}

/** Groups that nothing tells apart share a seat by their needs. */
function partsOf(needs: readonly Need[], way: (typeof attending)[number]): [string, number][] {
  const all = needs.reduce((sum, need) => sum + need[way], 0);
  return needs.map((need) => [need.group, need[way] / all]);
}

const perPlace = (cost: number, covered: number) => (covered > 1e-9 ? cost / covered : null);

export function reasonOfStep(
  { cost }: Network,
  { offer, leftOut, leftOutCovered }: Step,
  seated: Seated,
  naming: Naming,
  floors: readonly string[],
): Reason {
  const covered = seated.people.reduce((sum, own) => sum + own, 0);
  const other = { offer: leftOut, covered: leftOutCovered, perPlace: perPlace(cost[leftOut] ?? 0, leftOutCovered) };
  return {
    ...{ offer, covered, perPlace: perPlace(cost[offer]!, covered), serves: naming(seated), floors },
    leftOut: leftOut < 0 || leftOutCovered <= 1e-9 ? null : other,
  };
}

/** For each offer of a plan, what its last edition adds to all others. @param list  offers that might stand in its stead */
export function reasonsOf(
  network: Network,
  counts: ArrayLike<number>,
  list: readonly number[],
  naming: Naming,
  isTimeUp: () => boolean,
): Reason[] {
  const draft = draftOf(network, counts);
  return [...network.offers.keys()]
    .filter((offer) => counts[offer]! > 0)
    .map((offer) => reasonOf(draft, offer, isTimeUp() ? [] : list, naming));
}

function reasonOf(draft: Draft, offer: number, list: readonly number[], naming: Naming): Reason {
  const { network } = draft;
  const before = openFloors(draft);
  const undo = keep(draft);
  dropEditions(draft, [offer]);
  const floors = openFloors(draft).filter((floor) => !before.includes(floor));
  draft.wanted = null;
  const [leftOut, leftOutCovered] = bestInstead(draft, offer, list);
  const seated = holdEdition(draft, offer);
  undo();
  return reasonOfStep(network, { offer, leftOut, leftOutCovered }, seated, naming, floors);
}

/** Names of the floors that are not kept. */
export const openFloors = ({ network, floors }: Pick<Draft, 'network' | 'floors'>): string[] =>
  network.floors.flatMap(({ asked, name }, floor) => (asked - floors[floor]! > lackTolerance(asked) ? [name] : []));

function bestInstead(draft: Draft, offer: number, list: readonly number[]): [number, number] {
  const { cost } = draft.network;
  let [best, most] = [-1, 0];
  for (const other of list) {
    if (other === offer || !mayHold(draft, other)) continue;
    const { covered } = tryEdition(draft, other);
    if (covered > most + 1e-9 || (best >= 0 && covered > most - 1e-9 && cost[other]! < cost[best]!))
      [best, most] = [other, covered];
  }
  return [best, most];
}
