/** Scenarios: a plan begun, copied, changed in its head, or thrown away. */
import { randomUUID } from 'node:crypto';
import { Problem } from '../../problem.ts';
import { parsed } from '../../survey/register/parse.ts';
import { choiceOf, tellingSurveys } from '../gap/query.ts';
import { unknownParameter } from '../fault.ts';
import { NewPlan, PlanChange, PlanCopy, type Plan, type PlanHead, type PlanLine } from '../contract.ts';
import { demandTerritory, reach, type PlanContext, type Who } from './context.ts';
import { edit, held, planOf } from './edit.ts';
import { figuresFor } from './figure.ts';
import { Revision } from './line.ts';
import { insertHead, insertLines, newestVersion } from './store.ts';

/** @throws Problem sign_in_needed, not_found, malformed, unknown_parameter for a survey that tells no places wanted */
export async function createPlan(context: PlanContext, who: Who, programme: string, body: unknown): Promise<Plan> {
  if (who === null) throw new Problem('sign_in_needed');
  const sent = parsed(NewPlan, body);
  const person = await demandTerritory(context, who, programme, sent.territory);
  const surveys = tellingSurveys(context.registry, programme).map(({ compiled }) => compiled.id);
  if (!surveys.includes(sent.survey)) throw unknownParameter('survey', sent.survey, surveys);
  checkTerritory(context, sent.survey, sent.territory);
  const id = randomUUID();
  const head = headOf({ ...sent, id, family: id, version: 1, programme }, person.id, context.today());
  await context.database.write(async (tx) => {
    await insertHead(tx, head, 0);
    await context.audit.record(tx, { who: person.id, action: 'plan.create', programme, object: id });
  });
  return planOf(context, id);
}

/** A plan is for a place whose demand is published by itself. @throws Problem unknown_reference */
function checkTerritory({ registry }: PlanContext, survey: string, territory: string | null): void {
  if (territory === null) return;
  const entry = registry.entry(survey);
  const [level, code] = territory.split(':');
  const known = entry.compiled.territories.some((one) => one.level === level && one.code === code);
  if (!known || !choiceOf(entry).levels.some((one) => one === level))
    throw new Problem('unknown_reference', { value: territory });
}

type Begun = Pick<PlanHead, 'id' | 'family' | 'version' | 'programme' | 'survey'> &
  Pick<PlanHead, 'title' | 'takeUp' | 'from' | 'budget' | 'territory' | 'km'>;

const headOf = (plan: Begun, createdBy: string, createdOn: string): PlanHead => ({
  ...plan,
  ...{ state: 'draft', revision: 1, createdBy, createdOn, approvedOn: null },
});

/**
 * Another scenario, or the next version of an approved plan. Its lines rest on the figures that are published now; what it
 * was copied from stays as it is.
 * @throws Problem plan_state, plan_newer
 */
export async function copyPlan(context: PlanContext, who: Who, id: string, body: unknown): Promise<Plan> {
  const { title, as } = parsed(PlanCopy, body);
  const { head, person } = await reach(context, who, 'plan.write', id);
  const from = await planOf(context, head.id);
  const lines = await linesAnew(context, from);
  const copy = randomUUID();
  await context.database.write(async (tx) => {
    const version = as === 'version' ? (await newestVersion(tx, head.family)) + 1 : 1;
    if (as === 'version') checkVersion(head, version);
    const family = as === 'version' ? head.family : copy;
    const begun = { ...from, id: copy, family, version, title: title ?? from.title };
    const last = Math.max(0, ...lines.map(({ number }) => number));
    await insertHead(tx, headOf(begun, person.id, context.today()), last);
    await insertLines(tx, copy, lines);
    await tx.run(copyExcuses, {
      to: copy,
      who: person.id,
      day: context.today(),
      excuses: JSON.stringify(from.excuses),
    });
    const { programme } = head;
    await context.audit.record(tx, { who: person.id, action: `plan.copy_${as}`, programme, object: copy });
  });
  return planOf(context, copy);
}

function checkVersion({ state, version }: PlanHead, next: number): void {
  if (state !== 'approved' && state !== 'followed') throw new Problem('plan_state', { value: state });
  if (next > version + 1) throw new Problem('plan_newer', { value: next - 1 });
}

async function linesAnew(context: PlanContext, { lines, survey, programme }: Plan): Promise<PlanLine[]> {
  const courses = new Map((await context.reference.courses(programme)).map((course) => [course.key, course]));
  const entry = context.registry.entry(survey);
  return lines.map((line) => {
    const course = courses.get(line.course);
    const figures = course ? figuresFor(context, entry, course, line.place) : [];
    const others = line.evidence.filter(({ kind }) => kind !== 'figure');
    return { ...line, id: randomUUID(), evidence: [...figures, ...others] };
  });
}

const copyExcuses = `
  INSERT INTO plan_excuse BY NAME
  SELECT $to::UUID AS plan, "group" AS target_group, reason, $who AS told_by, $day::DATE AS told_on
  FROM (SELECT unnest(from_json($excuses, '[{"group": "VARCHAR", "reason": "VARCHAR"}]'), recursive := true))`;

/** Title, budget, take-up, period, territory. */
export async function changePlan(context: PlanContext, who: Who, id: string, body: unknown): Promise<Plan> {
  const { revision, ...change } = parsed(PlanChange, body);
  if (change.territory !== undefined) {
    const { head } = await reach(context, who, 'plan.write', id);
    await demandTerritory(context, who, head.programme, change.territory);
    checkTerritory(context, head.survey, change.territory);
  }
  return edit(context, who, { id, revision, action: 'plan.change' }, async (tx, now) => {
    const next = { ...now, ...Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) };
    await tx.run(
      `UPDATE plan SET title = $title, take_up = $takeUp::DOUBLE, from_on = $from::DATE, budget = $budget::DOUBLE,
         territory = $territory, accepted_km = $km::DOUBLE WHERE id = $id::UUID`,
      {
        ...{ id: now.id, title: next.title, takeUp: next.takeUp, from: next.from, budget: next.budget },
        ...{ territory: next.territory, km: next.km },
      },
    );
  });
}

/** Only a draft; what was shared was seen by others. @throws Problem plan_state */
export async function removePlan(context: PlanContext, who: Who, id: string, revision: unknown): Promise<void> {
  const { head, person } = await reach(context, who, 'plan.write', id);
  const { programme } = head;
  const read = parsed(Revision, revision);
  await context.database.write(async (tx) => {
    await held(tx, head.id, read, ['draft']);
    for (const table of ['plan_line', 'plan_evidence', 'plan_excuse', 'plan_comment'] as const)
      await tx.run(`DELETE FROM ${table} WHERE plan = ?::UUID`, [head.id]);
    await tx.run('DELETE FROM plan WHERE id = ?::UUID', [head.id]);
    await context.audit.record(tx, { who: person.id, action: 'plan.remove', programme, object: head.id });
  });
}
