/** From draft to shared to approved: the last step freezes the plan word for word. */
import { createHash } from 'node:crypto';
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { canonicalJson } from '../../survey/canonical.ts';
import { parsed } from '../../survey/register/parse.ts';
import { ExcuseSet, PlanStep, type Plan, type PlanState } from '../contract.ts';
import { chainOf, withoutQuotes } from './chain.ts';
import { notFound, reach, type PlanContext, type Who } from './context.ts';
import { edit, held, planOf } from './edit.ts';
import { effectOf } from './effect.ts';
import { demandReady, readinessOf } from './ready.ts';
import type { Frozen } from './store.ts';

const from: Readonly<Record<'draft' | 'shared' | 'approved', PlanState>> = {
  draft: 'shared',
  shared: 'draft',
  approved: 'shared',
};

/** @throws Problem revision_conflict, plan_state, plan_incomplete */
export async function stepPlan(context: PlanContext, who: Who, id: string, body: unknown): Promise<Plan> {
  const { revision, state } = parsed(PlanStep, body);
  const { head, person } = await reach(context, who, state === 'approved' ? 'plan.approve' : 'plan.write', id);
  const plan = await planOf(context, head.id);
  // what is not ready is told before anything is written; a step that is out of turn is refused below
  const isDue = state === 'approved' && plan.revision === revision && plan.state === from.approved;
  const approval = isDue ? await approvalOf(context, plan) : null;
  await context.database.write(async (tx) => {
    await held(tx, head.id, revision, [from[state]]);
    if (approval !== null) await freeze(tx, approval, person.id, context.today());
    await tx.run('UPDATE plan SET state = ?, revision = revision + 1 WHERE id = ?::UUID', [state, head.id]);
    const { programme } = head;
    await context.audit.record(tx, { who: person.id, action: `plan.${state}`, programme, object: head.id });
  });
  return planOf(context, head.id);
}

interface Approval {
  readonly content: Frozen;
  readonly snapshots: readonly string[];
}

/** @throws Problem plan_incomplete */
async function approvalOf(context: PlanContext, plan: Plan): Promise<Approval> {
  const readiness = await readinessOf(context, plan);
  demandReady(readiness);
  const effect = await effectOf(context, plan);
  const { hash: _, state: __, revision: ___, approvedOn: ____, ...words } = plan;
  const seen = effect.snapshot === null ? [] : [effect.snapshot.id];
  const chain = withoutQuotes(await chainOf(context, plan));
  return {
    content: { plan: words, effect, chain, heard: readiness.groups },
    snapshots: [...new Set([...readiness.snapshots, ...seen])],
  };
}

async function freeze(tx: Connection, { content, snapshots }: Approval, who: string, day: string): Promise<void> {
  const text = canonicalJson(content);
  const { id } = content.plan;
  await tx.run('INSERT INTO plan_version VALUES (?::UUID, ?, ?, ?, ?::DATE)', [id, hashOfText(text), text, who, day]);
  for (const snapshot of snapshots) await tx.run('INSERT INTO plan_snapshot VALUES (?::UUID, ?)', [id, snapshot]);
}

const hashOfText = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Why a group is planned for though nobody heard it; an empty reason takes the excuse back. */
export async function excuseGroup(
  context: PlanContext,
  who: Who,
  id: string,
  group: string,
  body: unknown,
): Promise<Plan> {
  const { revision, reason } = parsed(ExcuseSet, body);
  const { head, person } = await reach(context, who, 'plan.write', id);
  const known = context.registry.programme(head.programme).targetGroups.some(({ key }) => key === group);
  if (!known) throw notFound(group);
  return edit(context, who, { id, revision, action: 'plan.excuse', detail: { group } }, async (tx) => {
    await tx.run('DELETE FROM plan_excuse WHERE plan = ?::UUID AND target_group = ?', [head.id, group]);
    if (reason === '') return;
    const row = [head.id, group, reason, person.id, context.today()];
    await tx.run('INSERT INTO plan_excuse VALUES (?::UUID, ?, ?, ?, ?::DATE)', row);
  });
}

/** Whether what was approved is still, letter by letter, what was approved. @throws Problem not_found */
export async function isUnchanged(context: PlanContext, id: string): Promise<boolean> {
  const [row] = await context.database.rows<{ hash: string; content: string }>(
    'SELECT hash, content FROM plan_version WHERE plan = ?::UUID',
    [id],
  );
  if (row === undefined) throw new Problem('not_found', { value: id });
  return hashOfText(row.content) === row.hash;
}
