/** From what a planner asks to a problem, and from its solution to lines that a plan can take. */
import type { Course } from '../../survey/programme/reference.ts';
import type { FloorAsked, Plan, ProposalOrder, ProposalResult, ProposedLine } from '../contract.ts';
import { unknownParameter } from '../fault.ts';
import { withLines } from './course.ts';
import { levelOf, placesAt } from './effect.ts';
import type { PlanGround } from './ground.ts';
import { narrowFirst } from './place.ts';
import { offersFrom } from './proposal/offer.ts';
import type { Cap, Floor, Proposal, ProposalProblem, Reason } from './proposal/problem.ts';

export interface Ordered {
  readonly problem: ProposalProblem;
  readonly unpriced: readonly string[];
}

/** @throws Problem unknown_parameter for a floor of nothing that is told */
export function problemOf(
  ground: PlanGround,
  courses: readonly Course[],
  plan: Pick<Plan, 'lines' | 'budget' | 'territory'>,
  order: ProposalOrder,
): Ordered {
  const kept = order.keep ? plan.lines : [];
  const spent = kept.reduce((sum, { cost, editions }) => sum + cost * editions, 0);
  const needs = ground.needs.middle;
  const skills = new Set(needs.map(({ skill }) => skill));
  const groups = new Set(needs.map(({ group }) => group));
  const sites = sitesOf(ground, courses, order.known);
  const { offers, unpriced } = offersFrom({ courses, sites, skills, groups, most: order.most });
  return {
    problem: {
      ...{ places: ground.places, reach: ground.reach, needs, offers },
      existing: ground.teachings(withLines(courses, kept)).filter(({ seats }) => seats > 0),
      budget: Math.max(0, (order.budget ?? plan.budget) - spent),
      caps: capsOf(order, offers),
      floors: order.floors.map((floor) => floorOf(ground, plan, floor)),
    },
    unpriced,
  };
}

/** The narrowest places; only those with an edition in the catalogue where that is wished. */
function sitesOf({ tree, inside }: PlanGround, courses: readonly Course[], known: boolean): string[] {
  const level = narrowFirst.find((one) => tree.places.some((place) => place.level === one));
  const held = new Set(courses.flatMap(({ editions }) => editions.map(({ territory }) => tree.siteOf(territory))));
  return tree.places
    .filter(({ key, level: own }) => own === level && inside(key) && (!known || held.has(key)))
    .map(({ key }) => key);
}

function capsOf({ mostInPlace, mostOfProvider }: ProposalOrder, offers: ProposalProblem['offers']): Cap[] {
  const each = (of: 'place' | 'provider', most: number | null): Cap[] =>
    most === null ? [] : [...new Set(offers.flatMap((offer) => offer[of] ?? []))].map((key) => ({ of, key, most }));
  return [...each('place', mostInPlace), ...each('provider', mostOfProvider)];
}

const nameOf = ({ of, key }: FloorAsked) => `${of}:${key}`;

function floorOf(ground: PlanGround, plan: Pick<Plan, 'territory'>, floor: FloorAsked): Floor {
  const about = { name: nameOf(floor), share: floor.percent / 100 };
  if (floor.of === 'group') {
    const groups = [...new Set(ground.needs.middle.map(({ group }) => group))].filter((one) => one !== '');
    if (!groups.includes(floor.key)) throw unknownParameter('floors', floor.key, groups);
    return { ...about, places: null, groups: [floor.key] };
  }
  const own = placesAt(ground, levelOf(ground.survey, plan.territory));
  const found = own.find(({ code }) => code === floor.key);
  if (!found) throw unknownParameter('floors', floor.key, own.map(({ code }) => code)); // prettier-ignore
  const { places, around } = ground.tree;
  const inside = places.filter(({ key }) => around(key).includes(found.key)).map(({ key }) => key);
  return { ...about, places: inside, groups: null };
}

/** How many kinds of people are told of each line. */
const mostServed = 6;

export function resultOf({ problem, unpriced }: Ordered, order: ProposalOrder, proposal: Proposal): ProposalResult {
  const { ended, cost, needed, before, covered, greedy, bound, gap } = proposal;
  const asked = new Map(order.floors.map((floor) => [nameOf(floor), floor]));
  return {
    ...{ ended, cost, needed, before, covered, greedy, bound, gap, budget: problem.budget, unpriced },
    method: order.method === 'greedy' ? 'greedy' : proposal.method,
    floors: proposal.floors.map(({ name, ...state }) => ({ ...asked.get(name)!, ...state })),
    conflicts: proposal.conflicts.map(({ floors }) =>
      floors.map(({ name, asked: people, most }) => ({ ...asked.get(name)!, asked: people, most })),
    ),
    lines: proposal.reasons.map((reason) => lineOf(problem, proposal, reason, asked)),
  };
}

function lineOf(
  { offers }: ProposalProblem,
  { counts }: Proposal,
  { offer, covered, perPlace, serves, floors, leftOut }: Reason,
  asked: ReadonlyMap<string, FloorAsked>,
): ProposedLine {
  const { course, place, seats, cost } = offers[offer]!;
  const other = leftOut && offers[leftOut.offer]!;
  return {
    ...{ course, place, seats, cost, editions: counts[offer]!, covered, perPlace, stable: null },
    serves: serves.slice(0, mostServed),
    floors: floors.map((name) => asked.get(name)!),
    leftOut: leftOut && { course: other!.course, place: other!.place, covered: leftOut.covered, perPlace: leftOut.perPlace }, // prettier-ignore
  };
}
