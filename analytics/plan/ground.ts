/**
 * What a plan stands on: who needs a place, where, and who comes to an edition in which place. The coverage of a plan and the
 * proposal read the same, so a proposal promises what the plan then shows.
 */
import type { Course } from '../../survey/programme/reference.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { EstimateEnvelope, Plan } from '../contract.ts';
import { dimensionsOf } from '../dimension.ts';
import { allPlaces, canConnect, type Places } from '../gap/allocate.ts';
import { gapGround } from '../gap/ground.ts';
import { choiceOf } from '../gap/query.ts';
import { neededAt, type End } from '../gap/seating.ts';
import { supplyOf, twelveMonths, type Period, type SeatLot } from '../gap/seats.ts';
import { readWanted, type Wanted, type WantedTable } from '../gap/wanted.ts';
import type { PlanContext } from './context.ts';
import { placeTree, reachOf, type PlaceTree } from './place.ts';
import type { Need, Teaching } from './proposal/problem.ts';
import { cellsOf, type Told } from './told.ts';

export type Scope = Pick<Plan, 'programme' | 'survey' | 'takeUp' | 'from' | 'territory' | 'km'>;

/** Groups that have no person in common: each person counts in the first of the programme's groups that is hers. */
export const wholeGroups = 'mainGroup';

/** `people`: how many who answered stand behind a need, as the release tells. */
export interface PlanNeed extends Need {
  readonly people: number | null;
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
  /** whether a place lies in what the plan is for */
  inside(place: string): boolean;
  teachings(courses: readonly Course[]): Teaching[];
}

/** @param skills  empty: all */
export function planGround(context: PlanContext, plan: Scope, skills: readonly string[] = []): PlanGround {
  const { query, tables } = gapGround(context, plan.programme, queryOf(context, plan, skills));
  const { entry: survey, takeUp } = query;
  const tree = placeTree(survey, choiceOf(survey).levels);
  const told = toldOf(context, survey, tables.whole, tables.byGroup, skills);
  const isTold = (key: string) => key === '' || (told.byPlace.get(key) ?? []).some(({ state }) => state === 'shown');
  const period = twelveMonths(plan.from);
  const inside = (place: string) => plan.territory === null || tree.around(place).includes(plan.territory);
  const all = needsOf(tree, told, takeUp);
  const own = (end: End) => all[end].filter(({ place }) => inside(place));
  const divided = tree.places.length > 1;
  return {
    ...{ survey, tree, places: tree.places.map(({ key }) => key), period, told, inside },
    reach: reachOf(tree, plan.km, isTold),
    needs: { middle: own('middle'), low: own('low'), high: own('high') },
    ...{ basis: tables.whole.basis, demand: tables.whole.envelopes.demand },
    teachings: (courses) => {
      const { lots } = supplyOf(courses, period, divided ? tree.siteOf : () => null, divided);
      const asked = new Set(all.middle.map(({ skill }) => skill));
      const parts = insideParts(all.middle, inside);
      const known = new Set(all.middle.map(({ group }) => group));
      return lots.filter(({ skill }) => asked.has(skill)).map((lot) => teachingOf(lot, parts, known));
    },
  };
}

function queryOf({ registry }: PlanContext, { survey, takeUp, from }: Scope, skills: readonly string[]) {
  const hasGroups = choiceOf(registry.entry(survey)).groups.includes(wholeGroups);
  return { survey, takeUp, from, level: '', group: hasGroups ? wholeGroups : '', skills: skills.join(',') };
}

/** Reads what is published by place, by group, and by both. */
function toldOf(
  { analytics }: PlanContext,
  survey: SurveyEntry,
  whole: WantedTable,
  groups: WantedTable | null,
  skills: readonly string[],
): Told {
  const { levels } = choiceOf(survey);
  const read = (level: string, group: string) =>
    readWanted(analytics, survey.compiled, {
      territory: `territory:${level}`,
      group,
      where: '',
      skills: skills.join(','),
    }).cells.map((cell) => ({ ...cell, key: `${level}:${cell.territory}` }));
  const hasGroups = dimensionsOf(survey.compiled).has(wholeGroups);
  const byGroup = Map.groupBy(hasGroups ? levels.flatMap((level) => read(level, wholeGroups)) : [], ({ key }) => key);
  return {
    whole: whole.cells,
    byPlace: Map.groupBy(
      levels.flatMap((level) => read(level, '')),
      ({ key }) => key,
    ),
    byGroup: new Map<string, readonly Wanted[]>([...byGroup, ['', groups?.cells ?? []]]),
  };
}

function needsOf(tree: PlaceTree, told: Told, takeUp: number): Record<End, PlanNeed[]> {
  const mixes = new Map(told.whole.map(({ skill, places }) => [skill, places]));
  const cells = told.whole.flatMap(({ skill }) => cellsOf(tree, told, skill).map((cell) => ({ skill, ...cell })));
  const at = (end: End) =>
    cells.map(({ skill, place, group, wanted }): PlanNeed => {
      const needed = (one: End) => neededAt(wanted, one, takeUp, mixes.get(skill)!);
      const limit = (value: number | null, one: End) => (value === null ? null : allPlaces(needed(one)));
      const range = { low: limit(wanted.low, 'low'), high: limit(wanted.high, 'high') };
      return { skill, place, group, ...needed(end), ...range, people: wanted.n };
    });
  return { middle: at('middle'), low: at('low'), high: at('high') };
}

/** Of those of a skill who can connect, the part in the plan's territory: so much of the seats online is theirs. */
function insideParts(needs: readonly PlanNeed[], inside: (place: string) => boolean): ReadonlyMap<string, number> {
  const parts = [...Map.groupBy(needs, ({ skill }) => skill)].map(([skill, own]) => {
    const sum = (some: readonly Places[]) => some.reduce((all, one) => all + canConnect(one), 0);
    const all = sum(own);
    return [skill, all > 0 ? sum(own.filter(({ place }) => inside(place))) / all : 0] as const;
  });
  return new Map(parts);
}

/** Seats for groups of which none is counted by itself are for everybody, as in the gap of everybody. */
function teachingOf(
  { skill, kind, territory, groups, seats }: SeatLot,
  parts: ReadonlyMap<string, number>,
  known: ReadonlySet<string>,
): Teaching {
  const part = kind === 'online' ? (parts.get(skill) ?? 0) : 1;
  const own = groups.filter((group) => known.has(group));
  return { skills: [skill], kind, place: territory, groups: own, seats: seats * part };
}
