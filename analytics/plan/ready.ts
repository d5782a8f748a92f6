/** What keeps a plan from being approved: lines that rest on nothing, priority groups that nobody heard. */
import { say, type Sentence } from '../../problem-entry.ts';
import { planFaults } from '../../problem-plan.ts';
import { Problem, type Fault, type ProblemLanguage } from '../../problem.ts';
import type { HeardGroup, Missing, Plan } from '../contract.ts';
import type { PlanContext } from './context.ts';
import { evidenceIn } from './evidence.ts';
import { groupDimension } from './figure.ts';

export interface Readiness {
  readonly missing: Missing;
  readonly groups: HeardGroup[];
  /** publications that its figures were read from */
  readonly snapshots: readonly string[];
}

export async function readinessOf(context: PlanContext, plan: Plan): Promise<Readiness> {
  const groups = await heardGroups(context, plan);
  const evidence = await evidenceIn(context, plan);
  const used = plan.lines.reduce((sum, { cost, editions }) => sum + cost * editions, 0);
  const missing = {
    noLines: plan.lines.length === 0,
    overBudget: used > plan.budget ? used - plan.budget : null,
    noEvidence: evidence
      .filter((one) => !one.evidence.some(({ state }) => state === 'standing'))
      .map(({ number }) => number),
    unheard: groups.filter(({ isHeard, excuse }) => !isHeard && excuse === null).map(({ group }) => group),
  };
  const snapshots = evidence.flatMap((one) => one.evidence.flatMap(({ figure }) => figure?.snapshot ?? []));
  return { missing, groups, snapshots: [...new Set(snapshots)] };
}

/** @throws Problem plan_incomplete, with a fault for each thing that is missing */
export function demandReady({ missing, groups }: Pick<Readiness, 'missing' | 'groups'>): void {
  const { noLines, overBudget, noEvidence, unheard } = missing;
  const label = (key: string) => groups.find(({ group }) => group === key)!.label;
  const faults: { path: string; sentence: Sentence; value: Sentence | string }[] = [
    ...(noLines ? [{ path: 'lines', sentence: planFaults.noLines, value: '' }] : []),
    ...(overBudget === null
      ? []
      : [{ path: 'budget', sentence: planFaults.overBudget, value: Math.ceil(overBudget).toString() }]),
    ...noEvidence.map((line) => ({ path: `lines.${line}`, sentence: planFaults.noEvidence, value: String(line) })),
    ...unheard.map((group) => ({ path: `groups.${group}`, sentence: planFaults.unheard, value: label(group) })),
  ];
  if (faults.length === 0) return;
  const errors = (language: ProblemLanguage): Fault[] =>
    faults.map(({ path, sentence, value }) => ({
      ...{ path, code: 'missing' },
      message: say(sentence, language).replace('{value}', typeof value === 'string' ? value : say(value, language)),
    }));
  throw new Problem('plan_incomplete', { count: faults.length }, { errors });
}

/** The target groups by priority, each with how it was heard. */
async function heardGroups(context: PlanContext, plan: Plan): Promise<HeardGroup[]> {
  const { targetGroups } = context.registry.programme(plan.programme);
  const sessions = await sessionsByGroup(context, plan.programme);
  const answers = answersByGroup(context, plan.programme);
  return [...targetGroups]
    .sort((one, other) => one.priority - other.priority)
    .map(({ key, label, priority }) => {
      const heard = { answers: answers.get(key) ?? null, sessions: sessions.get(key) ?? 0 };
      return {
        ...{ group: key, label, priority, ...heard },
        excuse: plan.excuses.find(({ group }) => group === key)?.reason ?? null,
        isHeard: heard.answers !== null || heard.sessions > 0,
      };
    });
}

/** Published answers of a group in the survey of the programme that has most: what is published is of k people or more. */
function answersByGroup({ analytics, registry }: PlanContext, programme: string): ReadonlyMap<string, number> {
  const most = new Map<string, number>();
  const surveys = registry
    .entries()
    .filter(({ compiled, life }) => compiled.programme === programme && life.state !== 'draft');
  for (const { compiled } of surveys) {
    const rows = analytics.coverage(compiled.id).dimensions.find(({ dimension }) => dimension === groupDimension)?.rows;
    for (const { code, n } of rows ?? []) if (n !== null) most.set(code, Math.max(n, most.get(code) ?? 0));
  }
  return most;
}

/** Sessions about a group in which something was said. */
async function sessionsByGroup({ database }: PlanContext, programme: string): Promise<ReadonlyMap<string, number>> {
  const rows = await database.rows<{ group: string; sessions: number }>(
    `SELECT "group", count(*)::INTEGER AS sessions
     FROM (SELECT unnest(groups) AS "group" FROM focus_session
           WHERE programme = ? AND id IN (SELECT session FROM focus_statement WHERE NOT removed))
     GROUP BY "group"`,
    [programme],
  );
  return new Map(rows.map(({ group, sessions }) => [group, sessions]));
}
