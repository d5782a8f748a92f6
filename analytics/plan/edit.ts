/** A change to a plan: on the revision that was read, noted, and only while the plan is open. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Plan, PlanHead, PlanState } from '../contract.ts';
import { reach, type PlanContext, type Who } from './context.ts';
import { coursesOf } from './course.ts';
import { readHead, readPlan } from './store.ts';

export interface Edit {
  readonly id: string;
  readonly revision: number;
  /** what the audit calls it: `plan.line_add` */
  readonly action: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** @throws Problem sign_in_needed, not_found, revision_conflict, plan_state */
export async function edit(
  context: PlanContext,
  who: Who,
  { id, revision, action, detail }: Edit,
  work: (tx: Connection, head: PlanHead) => Promise<void>,
): Promise<Plan> {
  const { person, head } = await reach(context, who, 'plan.write', id);
  await context.database.write(async (tx) => {
    const now = await held(tx, head.id, revision, ['draft', 'shared']);
    await work(tx, now);
    await tx.run('UPDATE plan SET revision = revision + 1 WHERE id = ?::UUID', [head.id]);
    const { programme } = head;
    await context.audit.record(tx, { who: person.id, action, programme, object: head.id, ...(detail && { detail }) });
  });
  return planOf(context, head.id);
}

/** @throws Problem not_found, revision_conflict, plan_state */
export async function held(
  tx: Connection,
  id: string,
  revision: number,
  states: readonly PlanState[],
): Promise<PlanHead> {
  const now = await readHead(tx, id);
  if (now === undefined) throw new Problem('not_found', { value: id });
  if (now.revision !== revision) throw new Problem('revision_conflict', { value: now.revision });
  if (!states.includes(now.state)) throw new Problem('plan_state', { value: now.state });
  return now;
}

/** The plan that somebody may read. */
export async function planOf(context: PlanContext, id: string): Promise<Plan> {
  const head = (await readHead(context.database, id))!;
  return readPlan(context.database, head, coursesOf(await context.reference.courses(head.programme)));
}
