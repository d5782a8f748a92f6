/** What came of an approved plan, held against the places needed. */
import { Problem } from '../../problem.ts';
import type { FollowUp, Plan } from '../contract.ts';
import { reach, type PlanContext, type Who } from './context.ts';
import { planOf } from './edit.ts';
import { neededBy } from './needed.ts';

interface Row {
  readonly line: number;
  readonly group: string;
  readonly planned: number;
  readonly enrolled: number;
  readonly completed: number;
}

/** @throws Problem sign_in_needed, not_found; plan_state before the plan is approved */
export async function followUpOf(context: PlanContext, who: Who, id: string): Promise<FollowUp> {
  const { head } = await reach(context, who, 'plan.follow', id);
  if (head.state !== 'approved' && head.state !== 'followed') throw new Problem('plan_state', { value: head.state });
  const plan = await planOf(context, head.id);
  const rows = await context.database.rows<Row>(
    `SELECT line, target_group AS "group", planned, enrolled, completed FROM plan_enrolment WHERE plan = ?::UUID
     ORDER BY line, target_group`,
    [head.id],
  );
  const { needed, wanted } = neededBy(context, plan);
  const all = sumsOf(rows);
  return {
    all,
    lines: plan.lines.map(({ number }) => ({ number, ...sumsOf(rows.filter(({ line }) => line === number)) })),
    groups: groupsIn(context, plan, rows, needed).map((group) => ({
      ...{ group, ...sumsOf(rows.filter((row) => row.group === group)), needed: needed.get(group) ?? null },
    })),
    files: await filesOf(context, head.id),
    takeUp: rows.length === 0 || !wanted ? null : (100 * all.enrolled) / wanted,
  };
}

/** By priority those that need places or enrolled, then whoever enrolled without a group that is told. */
function groupsIn(
  { registry }: PlanContext,
  { programme }: Plan,
  rows: readonly Row[],
  needed: ReadonlyMap<string, number>,
): string[] {
  const told = new Set(rows.map(({ group }) => group));
  const { targetGroups } = registry.programme(programme);
  const sorted = targetGroups.toSorted((one, other) => one.priority - other.priority).map(({ key }) => key);
  return [...sorted.filter((key) => told.has(key) || needed.has(key)), ...(told.has('') ? [''] : [])];
}

const sumsOf = (rows: readonly Row[]) => ({
  planned: rows.reduce((sum, { planned }) => sum + planned, 0),
  enrolled: rows.reduce((sum, { enrolled }) => sum + enrolled, 0),
  completed: rows.reduce((sum, { completed }) => sum + completed, 0),
});

const filesOf = ({ database }: PlanContext, plan: string) =>
  database.rows<FollowUp['files'][number]>(
    `SELECT name, hash, lines AS rows, imported_on::VARCHAR AS "importedOn" FROM plan_enrolment_file
     WHERE plan = ?::UUID ORDER BY imported_on DESC, name`,
    [plan],
  );
