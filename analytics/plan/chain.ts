/** From a line of a plan to the gap that it answers, and from there to the figure that tells who wants a place. */
import type { Course } from '../../survey/programme/reference.ts';
import type { SurveyEntry } from '../../survey/registry/registry.ts';
import { gapGround } from '../gap/ground.ts';
import { gapRows } from '../gap/rows.ts';
import { placeFinder } from '../gap/seats.ts';
import type { GapRow, LineChain, LineGap, Plan, PlanLine, TerritoryLevel } from '../contract.ts';
import type { PlanContext } from './context.ts';
import { levelOf } from './effect.ts';
import { evidenceIn } from './evidence.ts';
import { demandFigure, isAsked } from './figure.ts';

/** The gap before the plan, at the level at which its seats meet people, and of the whole. */
interface Before {
  readonly survey: SurveyEntry;
  readonly level: TerritoryLevel | '';
  /** where a plan of one territory holds what has no place of its own */
  readonly home: string | null;
  rows(level: string): readonly GapRow[];
}

/** As it is now: of a plan that is not approved yet. */
export async function chainOf(context: PlanContext, plan: Plan): Promise<LineChain[]> {
  const courses = await context.reference.courses(plan.programme);
  const before = beforeOf(context, plan, courses);
  const skills = new Map(courses.map((course) => [course.key, course.skills]));
  const evidence = new Map((await evidenceIn(context, plan)).map((one) => [one.number, one.evidence]));
  return plan.lines.map((line) => ({
    number: line.number,
    gaps: (skills.get(line.course) ?? []).flatMap((skill) => gapOf(context, before, line, skill)),
    evidence: evidence.get(line.number) ?? [],
  }));
}

function beforeOf(context: PlanContext, plan: Plan, courses: readonly Course[]): Before {
  const survey = context.registry.entry(plan.survey);
  const kept = new Map<string, readonly GapRow[]>();
  const rows = (level: string) => {
    const known = kept.get(level) ?? read(level);
    kept.set(level, known);
    return known;
  };
  return { survey, level: levelOf(survey, plan.territory), home: plan.territory, rows };

  function read(level: string): readonly GapRow[] {
    const { programme, survey: id, takeUp, from } = plan;
    const ground = gapGround(context, programme, { survey: id, level, group: '', takeUp, from, skills: '' });
    return gapRows(ground.tables, ground.supply(courses).lots, ground.query.takeUp);
  }
}

function gapOf(context: PlanContext, before: Before, line: PlanLine, skill: string): LineGap[] {
  const { survey } = before;
  if (!isAsked(survey, skill)) return [];
  const place = placeOf(before, line);
  const [level = '', code = null] = place?.split(':') ?? [];
  const row = before.rows(level).find((one) => one.skill === skill && one.territory === code);
  if (row === undefined) return [];
  const { figure, n, rows, statistic } = demandFigure(context, survey, { territory: place ?? '', by: '', skill });
  const { inPerson, blended, online } = row.seats;
  return [
    {
      ...{ skill, place, state: row.state, needed: row.needed, gap: row.gap, seats: inPerson + blended + online },
      ...{ figure, statistic, n, estimate: rows[0]?.estimate ?? null },
    },
  ];
}

/** Where seats of the line meet people; what is held online meets all of the plan's. */
function placeOf({ survey, level, home }: Before, { place }: PlanLine): string | null {
  if (place === null || level === '') return home;
  const code = placeFinder(survey.compiled.territories, level)(place);
  return code === null ? home : `${level}:${code}`;
}

/** As it is kept with an approved plan: a quote is named and never copied, so that a withdrawal reaches it. */
export const withoutQuotes = (chain: readonly LineChain[]): LineChain[] =>
  chain.map((line) => ({ ...line, evidence: line.evidence.map((one) => ({ ...one, quote: null })) }));

/** As it was approved, and what became of its evidence since. */
export async function keptChain(context: PlanContext, plan: Plan, kept: readonly LineChain[]): Promise<LineChain[]> {
  const now = new Map((await evidenceIn(context, plan)).map((one) => [one.number, one.evidence]));
  return kept.map((line) => ({
    ...line,
    evidence: line.evidence.map((then, at) => {
      const { state, quote } = now.get(line.number)![at]!;
      return { ...then, state, quote };
    }),
  }));
}
