/** What a plan would change: who has a seat with the catalogue, and who with the plan's editions beside it. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Course } from '../../survey/programme/reference.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import type { CoverRow, Plan, PlanEffect, TerritoryLevel } from '../contract.ts';
import { isBelow } from '../gap/covered.ts';
import { choiceOf } from '../gap/query.ts';
import type { Wanted } from '../gap/wanted.ts';
import type { PlanContext } from './context.ts';
import { demandFigure, groupDimension } from './figure.ts';
import { planGround, type PlanGround } from './ground.ts';
import { createMemory } from './memory.ts';
import { readTold } from './read-told.ts';
import { coverOf, inFull, talliesOf, type Tallied } from './tally.ts';

export type Scope = Parameters<typeof planGround>[1] & Pick<Plan, 'budget' | 'lines'>;

/** What was computed last: the same while plan, catalogue and publication are the same. */
const remember = createMemory<{ effect: PlanEffect | null }>(50);

export async function effectOf(context: PlanContext, plan: Scope): Promise<PlanEffect> {
  const courses = await context.reference.courses(plan.programme);
  const { survey, whole } = readTold(context, plan, []);
  const { programme, takeUp, from, territory, km, budget, lines } = plan;
  const words = [whole.envelopes.demand.snapshot?.id, programme, takeUp, from, territory, km, budget, lines, courses];
  const key = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  const made = remember(context, survey, key, () => ({ effect: null }));
  return (made.effect ??= await computed(context, plan, courses));
}

async function computed(context: PlanContext, plan: Scope, courses: readonly Course[]): Promise<PlanEffect> {
  const ground = planGround(context, plan);
  const { survey, period, basis, demand } = ground;
  const level = levelOf(survey, plan.territory);
  const tallied = await talliesOf(ground, courses, plan.lines);
  const figure = (territory: string, by: string, skill: string) =>
    demandFigure(context, survey, { territory, by, skill }).figure;
  const here = plan.territory ?? '';
  const whole = coverOf(tallied, cellsAt(ground, here));
  const row = (
    key: string,
    own: readonly Tallied[],
    cells: readonly (Wanted | undefined)[],
    ref: string | null,
  ): CoverRow => {
    const cover = coverOf(own, cells);
    return { ...cover, key, belowShare: isBelow(cover.plannedShare, whole.plannedShare), figure: ref };
  };
  const groupFigure = figure(here, groupDimension, '');
  return {
    ...{ snapshot: demand.snapshot, k: demand.k, interval: demand.interval, basis, level, period },
    ...{ cost: costOf(plan), seats: seatsOf(plan, period), whole },
    territories: await inTurn(placesAt(ground, level), ({ key, code }) =>
      row(
        code,
        tallied.filter(({ need }) => ground.tree.around(need.middle.place).includes(key)),
        cellsAt(ground, key),
        figure(key, '', ''),
      ),
    ),
    groups: await inTurn(
      [...Map.groupBy(tallied, ({ need }) => need.middle.group)].filter(([group]) => group !== ''),
      ([group, own]) => {
        const cells = groupCellsAt(ground, here, group);
        return row(group, inFull(own, cells, plan.takeUp / 100), cells, groupFigure);
      },
    ),
    skills: await inTurn([...Map.groupBy(tallied, ({ need }) => need.middle.skill)], ([skill, own]) =>
      row(skill, own, [ground.told.all.get(here)?.get(skill)], figure(here, '', skill)),
    ),
    figure: figure(here, '', ''),
  };
}

/** One after the other; whoever else waits for the process has a turn in between. */
async function inTurn<T, R>(all: readonly T[], make: (one: T) => R): Promise<R[]> {
  const made: R[] = [];
  for (const one of all) {
    made.push(make(one));
    await setImmediate();
  }
  return made;
}

/** What is published of a place, skill by skill; undefined where a skill is not. */
const cellsAt = ({ told, skills }: PlanGround, key: string): (Wanted | undefined)[] =>
  skills.map((skill) => told.all.get(key)?.get(skill));

const groupCellsAt = ({ told, skills }: PlanGround, key: string, group: string): (Wanted | undefined)[] =>
  skills.map((skill) =>
    told.groups
      .get(key)
      ?.get(skill)
      ?.find((one) => one.group === group),
  );

/** The places of a level that lie in what the plan is for. */
export const placesAt = ({ tree, inside }: PlanGround, level: string) =>
  tree.places.filter((one) => level !== '' && one.level === level && inside(one.key));

/** The widest level that divides what the plan is for; empty where none does. */
export function levelOf(survey: SurveyEntry, territory: string | null): TerritoryLevel | '' {
  const { levels } = choiceOf(survey);
  const own = territory?.split(':')[0];
  const wide = wideness.filter((level) => levels.includes(level));
  const below = own === undefined ? wide : wide.slice(wide.findIndex((level) => level === own) + 1);
  const divides = (level: TerritoryLevel) =>
    survey.compiled.territories.filter((one) => one.level === level).length > 1;
  return below.find(divides) ?? levels.find((level) => level === own) ?? '';
}

const wideness = ['country', 'region', 'province', 'area', 'municipality'] as const satisfies TerritoryLevel[];

function costOf({ lines, budget }: Scope): PlanEffect['cost'] {
  const used = lines.reduce((sum, { cost, editions }) => sum + cost * editions, 0);
  return { used, budget, left: budget - used };
}

function seatsOf({ lines }: Scope, { from, to }: { from: string; to: string }): PlanEffect['seats'] {
  const sum = (some: Scope['lines']) => some.reduce((all, { seats, editions }) => all + seats * editions, 0);
  return {
    all: sum(lines),
    online: sum(lines.filter(({ place }) => place === null)),
    editions: lines.reduce((all, { editions }) => all + editions, 0),
    outside: lines.filter(({ startsOn }) => startsOn < from || startsOn > to).length,
  };
}
