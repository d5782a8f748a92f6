/** The best plan by trying all: flows and a simplex of its own, so that nothing of the product checks itself. */
import type { Floor, Need, ProposalProblem, Teaching } from '../../analytics/plan/proposal/problem.ts';

const ways = ['inPerson', 'online', 'either'] as const;
type Way = (typeof ways)[number];
const usedBy: Readonly<Record<Teaching['kind'], readonly Way[]>> = {
  ...{ inPerson: ['inPerson', 'either'], online: ['online', 'either'], blended: ['either'] },
};

interface Cell {
  readonly need: Need;
  readonly way: Way;
  readonly people: number;
}

interface Seat {
  readonly lot: Teaching;
  readonly skill: string;
  readonly seats: number;
}

const cellsOf = ({ needs }: ProposalProblem): Cell[] =>
  needs.flatMap((need) => ways.map((way) => ({ need, way, people: need[way] })));

const seatsOf = ({ existing, offers }: ProposalProblem, counts: readonly number[]): Seat[] =>
  [...existing.map((lot) => ({ lot, times: 1 })), ...offers.map((lot, offer) => ({ lot, times: counts[offer]! }))]
    .filter(({ times }) => times > 0)
    .flatMap(({ lot, times }) => lot.skills.map((skill) => ({ lot, skill, seats: (times * lot.seats) / lot.skills.length }))); // prettier-ignore

function mayUse({ places, reach }: ProposalProblem, { lot, skill }: Seat, { need, way }: Cell): boolean {
  const isNear = lot.kind === 'online' || reach[places.indexOf(lot.place!)]!.includes(places.indexOf(need.place));
  const isFor = lot.groups.length === 0 || lot.groups.includes(need.group);
  return skill === need.skill && isNear && isFor && usedBy[lot.kind].includes(way);
}

const isIn = ({ places, groups }: Floor, { place, group }: Need) =>
  (places?.includes(place) ?? true) && (groups?.includes(group) ?? true);

const size = ({ inPerson, online, either, neither }: Need) => inPerson + online + either + neither;

export const askedBy = (floor: Floor, needs: readonly Need[]): number =>
  floor.share * needs.filter((need) => isIn(floor, need)).reduce((sum, need) => sum + size(need), 0);

/** As many person-places as the seats can cover; with floors, how much of what they ask for is covered at once. */
export function coveredBy(problem: ProposalProblem, counts: readonly number[], floors: readonly Floor[] = []): number {
  const [cells, seats] = [cellsOf(problem), seatsOf(problem, counts)];
  const arcs = seats.flatMap((seat, from) => cells.flatMap((cell, to) => (mayUse(problem, seat, cell) ? [{ from, to }] : []))); // prettier-ignore
  const rows = [
    ...seats.map(({ seats: limit }, own) => ({ limit, terms: arcs.map(({ from }) => (from === own ? 1 : 0)) })),
    ...cells.map(({ people: limit }, own) => ({ limit, terms: arcs.map(({ to }) => (to === own ? 1 : 0)) })),
  ];
  if (floors.length === 0) return simplex(rows, arcs.map(() => 1)); // prettier-ignore
  const none = floors.map(() => 0);
  const unit = (own: number) => floors.map((_, floor) => (floor === own ? 1 : 0));
  return simplex(
    [
      ...rows.map(({ limit, terms }) => ({ limit, terms: [...terms, ...none] })),
      ...floors.map((floor, own) => ({ limit: 0, terms: [...arcs.map(({ to }) => (isIn(floor, cells[to]!.need) ? -1 : 0)), ...unit(own)] })), // prettier-ignore
      ...floors.map((floor, own) => ({ limit: askedBy(floor, problem.needs), terms: [...arcs.map(() => 0), ...unit(own)] })), // prettier-ignore
    ],
    [...arcs.map(() => 0), ...floors.map(() => 1)],
  );
}

/** max c·x, terms·x ≤ limit, x ≥ 0, where limits are never below 0 (Dantzig's tableau with Bland's rule). */
function simplex(rows: readonly { limit: number; terms: readonly number[] }[], costs: readonly number[]): number {
  const tableau = rows.map(({ limit, terms }, own) => [
    ...terms,
    ...rows.map((_, row) => (row === own ? 1 : 0)),
    limit,
  ]);
  const goal = [...costs.map((cost) => -cost), ...rows.map(() => 0), 0];
  const basis = rows.map((_, row) => costs.length + row);
  for (;;) {
    const enter = goal.findIndex((cost, column) => column < goal.length - 1 && cost < -1e-9);
    if (enter < 0) return goal.at(-1)!;
    const leave = tableau
      .map((row, index) => ({ index, ratio: row[enter]! > 1e-9 ? row.at(-1)! / row[enter]! : Infinity }))
      .reduce((best, one) => (one.ratio < best.ratio - 1e-12 || (one.ratio <= best.ratio + 1e-12 && basis[one.index]! < basis[best.index]!) ? one : best)); // prettier-ignore
    const pivot = tableau[leave.index]!.map((value) => value / tableau[leave.index]![enter]!);
    tableau[leave.index] = pivot;
    basis[leave.index] = enter;
    const clear = (row: number[]) => {
      const factor = row[enter]!;
      if (factor !== 0) pivot.forEach((value, column) => (row[column]! -= factor * value));
    };
    tableau.forEach((row, index) => index !== leave.index && clear(row));
    clear(goal);
  }
}

/** All plans that money and caps allow. */
export function* plansOf({ offers, budget, caps }: ProposalProblem): Generator<number[]> {
  function* from(offer: number, before: number[], spent: number): Generator<number[]> {
    if (offer === offers.length) {
      const used = ({ of, key }: (typeof caps)[number]) =>
        before.reduce((sum, count, index) => (offers[index]![of] === key ? sum + count : sum), 0);
      if (caps.every((cap) => used(cap) <= cap.most)) yield before;
      return;
    }
    const { cost, most } = offers[offer]!;
    for (let count = 0; count <= most && spent + count * cost <= budget; count += 1)
      yield* from(offer + 1, [...before, count], spent + count * cost);
  }
  yield* from(0, [], 0);
}

/** The most that a plan which keeps the floors can cover; null where none keeps them. */
export function bestByTrying(problem: ProposalProblem): number | null {
  const asked = problem.floors.reduce((sum, floor) => sum + askedBy(floor, problem.needs), 0);
  const plans = [...plansOf(problem)].map((counts) => ({ counts, covered: coveredBy(problem, counts) }));
  plans.sort((one, other) => other.covered - one.covered);
  return plans.find(({ counts }) => coveredBy(problem, counts, problem.floors) >= asked - 1e-7)?.covered ?? null;
}
