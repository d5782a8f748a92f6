/** What a plan would change: the gap of the catalogue, and the gap with the plan's editions beside it. */
import type { Course } from '../../survey/programme/reference.ts';
import { locate } from '../../survey/register/context.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import { choiceOf } from '../gap/query.ts';
import { gapRows } from '../gap/rows.ts';
import { gapGround, type GapGround } from '../gap/ground.ts';
import type { CoverRow, Plan, PlanEffect, TerritoryLevel } from '../contract.ts';
import type { PlanContext } from './context.ts';
import { withLines } from './course.ts';
import { coverOf, isBelow, pairsOf, type Pair } from './cover.ts';
import { demandFigure, groupDimension } from './figure.ts';

type Scope = Pick<Plan, 'programme' | 'survey' | 'takeUp' | 'from' | 'territory' | 'budget' | 'lines'>;

export async function effectOf(context: PlanContext, plan: Scope): Promise<PlanEffect> {
  const survey = context.registry.entry(plan.survey);
  const courses = await context.reference.courses(plan.programme);
  const level = levelOf(survey, plan.territory);
  const inside = await insideOf(context, plan, level, survey);
  const ground = groundOf(context, plan, level, '');
  const all = pairsIn(ground, courses, plan).filter(({ planned }) => inside(planned.territory));
  const { envelopes } = ground.tables.whole;
  const { snapshot, k, interval } = envelopes.demand;
  const whole = coverOf(all);
  const figure = (territory: string, by: string, skill: string) =>
    demandFigure(context, survey, { territory, by, skill }).figure;
  const rows = (pairs: readonly Pair[], key: (pair: Pair) => string | null, ref: (key: string) => string | null) =>
    [...Map.groupBy(pairs, key)].flatMap(([name, own]) => (name === null ? [] : [rowOf(name, own, whole, ref(name))]));
  return {
    ...{ snapshot, k, interval, basis: ground.tables.whole.basis, level, period: ground.period },
    ...{ cost: costOf(plan), seats: seatsOf(plan, ground.period), whole },
    territories: rows(
      all,
      ({ planned }) => planned.territory,
      (code) => figure(`${level}:${code}`, '', ''),
    ),
    groups: groupRows(context, plan, courses, survey),
    skills: rows(
      all,
      ({ planned }) => planned.skill,
      (skill) => figure(plan.territory ?? '', '', skill),
    ),
    figure: figure(plan.territory ?? '', '', ''),
  };
}

const rowOf = (key: string, pairs: readonly Pair[], whole: PlanEffect['whole'], figure: string | null): CoverRow => {
  const cover = coverOf(pairs);
  return { ...cover, key, belowShare: isBelow(cover, whole), figure };
};

/** The gap twice: with the catalogue, and with the lines beside it. */
export function pairsIn(ground: GapGround, courses: readonly Course[], { lines }: Pick<Plan, 'lines'>): Pair[] {
  const rows = (some: readonly Course[]) => gapRows(ground.tables, ground.supply(some).lots, ground.query.takeUp);
  return pairsOf(rows(courses), rows(withLines(courses, lines)));
}

export const groundOf = (
  context: PlanContext,
  { programme, survey, takeUp, from }: Pick<Plan, 'programme' | 'survey' | 'takeUp' | 'from'>,
  level: string,
  group: string,
  skills = '',
): GapGround => gapGround(context, programme, { survey, level, group, takeUp, from, skills });

/** Groups in the plan's own territory, each against everybody there. */
function groupRows(context: PlanContext, plan: Scope, courses: readonly Course[], survey: SurveyEntry): CoverRow[] {
  if (!choiceOf(survey).groups.includes(groupDimension)) return [];
  const [level = '', code = null] = plan.territory?.split(':') ?? [];
  const own = (pairs: readonly Pair[]) => pairs.filter(({ planned }) => planned.territory === code);
  const everybody = coverOf(own(pairsIn(groundOf(context, plan, level, ''), courses, plan)));
  const pairs = own(pairsIn(groundOf(context, plan, level, groupDimension), courses, plan));
  const { figure } = demandFigure(context, survey, { territory: plan.territory ?? '', by: groupDimension, skill: '' });
  return [...Map.groupBy(pairs, ({ planned }) => planned.group ?? '')].map(([group, some]) =>
    rowOf(group, some, everybody, figure),
  );
}

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

/** Which codes of the level lie in what the plan is for. */
async function insideOf(
  { database }: PlanContext,
  { programme, territory }: Scope,
  level: string,
  { compiled }: SurveyEntry,
): Promise<(code: string | null) => boolean> {
  if (territory === null) return () => true;
  const codes = compiled.territories.filter((one) => one.level === level).map(({ code }) => code);
  const located = await locate(
    database,
    programme,
    codes.map((code) => `${level}:${code}`),
  );
  const inside = new Set(codes.filter((code) => located.get(`${level}:${code}`)?.around.includes(territory)));
  return (code) => code !== null && inside.has(code);
}

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
