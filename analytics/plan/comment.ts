/** Remarks on a shared plan, by partners and by whoever plans. */
import { randomUUID } from 'node:crypto';
import { Problem } from '../../problem.ts';
import { parsed } from '../../survey/register/parse.ts';
import { NewComment, type PlanComment } from '../contract.ts';
import { reach, type PlanContext, type Who } from './context.ts';
import { lineOf } from './line.ts';

/** The first one first. */
export async function commentsOf(context: PlanContext, who: Who, id: string): Promise<PlanComment[]> {
  const { head } = await reach(context, who, 'plan.read', id);
  return read(context, head.id);
}

const read = ({ database }: PlanContext, plan: string): Promise<PlanComment[]> =>
  database.rows<PlanComment>(
    `SELECT comment.id::VARCHAR AS id, comment.line::VARCHAR AS line, account.name AS author, comment.text,
            comment.written_on::VARCHAR AS "writtenOn"
     FROM plan_comment comment LEFT JOIN account ON account.id = comment.author
     WHERE comment.plan = ?::UUID ORDER BY comment.rowid`,
    [plan],
  );

/** @throws Problem plan_state unless the plan is shared; not_found for a line that it has not */
export async function addComment(context: PlanContext, who: Who, id: string, body: unknown): Promise<PlanComment[]> {
  const { head, person } = await reach(context, who, 'plan.comment', id);
  const { text, line } = parsed(NewComment, body);
  const about = line === null ? null : (await lineOf(context, head, line)).id;
  await context.database.write(async (tx) => {
    const [now] = await tx.rows<{ state: string }>('SELECT state FROM plan WHERE id = ?::UUID', [head.id]);
    if (now?.state !== 'shared') throw new Problem('plan_state', { value: now?.state ?? 'draft' });
    const row = [head.id, randomUUID(), about, person.id, text, context.today()];
    await tx.run('INSERT INTO plan_comment VALUES (?::UUID, ?::UUID, ?::UUID, ?, ?, ?::DATE)', row);
    const { programme } = head;
    await context.audit.record(tx, { who: person.id, action: 'plan.comment', programme, object: head.id });
  });
  return read(context, head.id);
}
