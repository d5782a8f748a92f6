/**
 * What a plan stands on: who needs a place, where, and who comes to an edition in which place. The coverage of a plan and the
 * proposal read the same, so a proposal promises what the plan then shows.
 */
import type { Course } from '../../survey/programme/reference.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { EstimateEnvelope, Plan } from '../contract.ts';
import { allPlaces, canConnect, type Places } from '../gap/allocate.ts';
import { neededAt, type End } from '../gap/seating.ts';
import { supplyOf, twelveMonths, type Period, type SeatLot } from '../gap/seats.ts';
import type { Wanted, WantedTable } from '../gap/wanted.ts';
import type { PlanContext } from './context.ts';
import { reachOf, type PlaceTree } from './place.ts';
import type { Need, Teaching } from './proposal/problem.ts';
import { readTold, type ReadTold } from './read-told.ts';
import type { Told } from './told.ts';

export type Scope = Pick<Plan, 'programme' | 'survey' | 'takeUp' | 'from' | 'territory' | 'km'>;

/** `people`: how many who answered stand behind a need, as the release tells; `times`: as many are in the group at all. */
export interface PlanNeed extends Need {
  readonly people: number | null;
  readonly times: Places;
}

export interface PlanGround {
  readonly survey: SurveyEntry;
  readonly tree: PlaceTree;
  /** keys of the places of the tree, in its order */
  readonly places: readonly string[];
  readonly reach: readonly (readonly number[])[];
  /** of the plan's territory; in the same order at each end of the range */
  readonly needs: Readonly<Record<End, readonly PlanNeed[]>>;
  readonly period: Period;
  readonly basis: WantedTable['basis'];
  readonly demand: EstimateEnvelope;
  readonly told: Told;
  /** skills that the survey asks for */
  readonly skills: readonly string[];
  /** whether a place lies in what the plan is for */
  inside(place: string): boolean;
  teachings(courses: readonly Course[]): Teaching[];
}

/** @param skills  empty: all */
export function planGround(context: PlanContext, plan: Scope, skills: readonly string[] = []): PlanGround {
  const { survey, whole, told, tree, cells } = readTold(context, plan, skills);
  const period = twelveMonths(plan.from);
  const inside = (place: string) => plan.territory === null || tree.around(place).includes(plan.territory);
  const all = needsOf(cells, whole.cells, plan.takeUp / 100);
  const own = (end: End) => all[end].filter(({ place }) => inside(place));
  const divided = tree.places.length > 1;
  const parts = insideParts(all.middle, inside);
  const groups = new Set(all.middle.map(({ group }) => group));
  return {
    ...{ survey, tree, places: tree.places.map(({ key }) => key), period, told, inside },
    reach: reachOf(tree, plan.km, (key) => key === '' || (told.all.get(key)?.size ?? 0) > 0),
    needs: { middle: own('middle'), low: own('low'), high: own('high') },
    ...{ basis: whole.basis, demand: whole.envelopes.demand, skills: whole.cells.map(({ skill }) => skill) },
    teachings: (courses) =>
      supplyOf(courses, period, divided ? tree.siteOf : () => null, divided)
        .lots.filter(({ skill, groups: own }) => parts.has(skill) && isTold(own, groups))
        .map((lot) => teachingOf(lot, parts, groups)),
  };
}

function needsOf(
  cells: ReadTold['cells'],
  whole: readonly Wanted[],
  takeUp: number,
): Readonly<Record<End, readonly PlanNeed[]>> {
  const mixes = new Map(whole.map(({ skill, places }) => [skill, places]));
  const needs = cells.map(({ skill, place, group, times, wanted }) => {
    const at = (end: End) => neededAt(wanted, end, takeUp, mixes.get(skill)!);
    const [middle, low, high] = [at('middle'), at('low'), at('high')];
    const range = {
      low: wanted.low === null ? null : allPlaces(low),
      high: wanted.high === null ? null : allPlaces(high),
    };
    const about = { skill, place, group, times, people: wanted.n, ...range };
    return { middle: { ...about, ...middle }, low: { ...about, ...low }, high: { ...about, ...high } };
  });
  return {
    ...{ middle: needs.map(({ middle }) => middle), low: needs.map(({ low }) => low) },
    high: needs.map(({ high }) => high),
  };
}

/** Of those of a skill who can connect, the part in the plan's territory: so much of the seats online is theirs. */
function insideParts(needs: readonly PlanNeed[], inside: (place: string) => boolean): ReadonlyMap<string, number> {
  const sum = (some: readonly Places[]) => some.reduce((all, one) => all + canConnect(one), 0);
  const parts = [...Map.groupBy(needs, ({ skill }) => skill)].map(([skill, own]) => {
    const all = sum(own);
    return [skill, all > 0 ? sum(own.filter(({ place }) => inside(place))) / all : 0] as const;
  });
  return new Map(parts);
}

/** Seats for groups of which none is told serve nobody, as in the gap. */
const isTold = (groups: readonly string[], known: ReadonlySet<string>) =>
  groups.length === 0 || groups.some((group) => known.has(group));

function teachingOf(
  { skill, kind, territory, groups, seats }: SeatLot,
  parts: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): Teaching {
  const part = kind === 'online' ? (parts.get(skill) ?? 0) : 1;
  const own = groups.filter((group) => known.has(group));
  return { skills: [skill], kind, place: territory, groups: own, seats: seats * part };
}
