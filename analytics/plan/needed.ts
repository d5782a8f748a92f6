/** Places needed in the skills of a plan, as published: of everybody, and of target groups, which may have people in common. */
import type { GapRow, Plan } from '../contract.ts';
import { gapGround } from '../gap/ground.ts';
import { gapRows } from '../gap/rows.ts';
import type { PlanContext } from './context.ts';
import { groupDimension, isAsked } from './figure.ts';

/** `needed` by group where published, of everybody under the empty name; `wanted` by everybody, before the take-up. */
export interface Needed {
  readonly needed: ReadonlyMap<string, number>;
  readonly wanted: number;
}

export function neededBy(context: PlanContext, plan: Plan): Needed {
  const survey = context.registry.entry(plan.survey);
  const all = [...new Set(plan.courses.flatMap((course) => course.skills))];
  const skills = all.filter((skill) => isAsked(survey, skill));
  if (skills.length === 0) return { needed: new Map(), wanted: 0 };
  const [level = '', code = null] = plan.territory?.split(':') ?? [];
  const rows = (group: string) => {
    const { survey: id, takeUp, from } = plan;
    const ground = gapGround(context, plan.programme, {
      survey: id,
      level,
      group,
      takeUp,
      from,
      skills: skills.join(','),
    });
    return gapRows(ground.tables, [], ground.query.takeUp).filter(({ territory }) => territory === code);
  };
  const everybody = sumOf(rows(''));
  const groups = [...Map.groupBy(rows(groupDimension), ({ group }) => group ?? '')];
  const told = groups.filter(([, own]) => own.some(({ state }) => state === 'shown'));
  return {
    needed: new Map([...told.map(([group, own]) => [group, sumOf(own)] as const), ['', everybody]]),
    wanted: (100 * everybody) / plan.takeUp,
  };
}

const sumOf = (rows: readonly GapRow[]): number => rows.reduce((sum, { needed }) => sum + (needed?.estimate ?? 0), 0);
