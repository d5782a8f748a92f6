/** Who codes a session: a first coder and, where somebody checks, a second one who works blind. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { CodingTask, TaskChange, type Codings } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { enter, listed, notFound, sessionAt, sessionsWithin, type CodingContext, type Reader } from './context.ts';
import { settle } from './final.ts';

export type Tasks = Pick<Codings, 'tasks' | 'putTask'>;
type PassName = CodingTask['pass'];

const columns = `session::VARCHAR AS session, pass, coder, state, revision`;

export const tasksOf = (reader: Reader, session: string): Promise<CodingTask[]> =>
  reader.rows(`SELECT ${columns} FROM coding_task WHERE session = ?::UUID ORDER BY pass`, [session]);

/** Whether two coders finished. */
export const isSettled = (tasks: readonly CodingTask[]): boolean =>
  tasks.length === 2 && tasks.every(({ state }) => state === 'done');

export function tasksIn(context: CodingContext): Tasks {
  const { database, audit } = context;
  return {
    tasks: async (who, programme) => {
      const person = enter(context, who, 'coding.read', programme);
      const sessions = listed(await sessionsWithin(context, person, 'coding.read', programme));
      return database.rows<CodingTask>(
        `SELECT ${columns} FROM coding_task
         WHERE session IN (SELECT unnest(from_json($sessions, '["UUID"]'))) ORDER BY session, pass`,
        { sessions },
      );
    },
    putTask: async (who, id, pass, body) => {
      const { id: session, programme } = await sessionAt(context, who, 'coding.write', id);
      const name = CodingTask.shape.pass.safeParse(pass);
      if (!name.success) throw notFound(pass);
      const change = parsed(TaskChange, body);
      return database.write(async (tx) => {
        const tasks = await tasksOf(tx, session);
        const next = nextTask({ session, pass: name.data, coder: who!.id }, tasks, change);
        if (next === null) return tasks.find((one) => one.pass === name.data)!;
        await store(tx, programme, next);
        if (isSettled(await tasksOf(tx, session))) await settle(tx, session);
        const action = next.state === 'done' ? 'coding.done' : 'coding.open';
        await audit.record(tx, { who: who!.id, action, programme, object: `${session}/${name.data}` });
        return next;
      });
    },
  };
}

/**
 * The task as it becomes; null when it is so already.
 * @throws Problem pass_taken, one_pass_each, first_pass_missing, passes_done, revision_conflict
 */
function nextTask(
  own: Pick<CodingTask, 'session' | 'pass' | 'coder'>,
  tasks: readonly CodingTask[],
  { revision, state }: TaskChange,
): CodingTask | null {
  const task = tasks.find(({ pass }) => pass === own.pass);
  if (!task) {
    if (revision !== 0) throw new Problem('revision_conflict', { value: 0 });
    if (tasks.some(({ coder }) => coder === own.coder)) throw new Problem('one_pass_each');
    if (own.pass === 'second' && tasks.length === 0) throw new Problem('first_pass_missing');
    return { ...own, state, revision: 1 };
  }
  if (task.coder !== own.coder) throw new Problem('pass_taken');
  if (task.state === state && revision <= task.revision) return null;
  if (task.revision !== revision) throw new Problem('revision_conflict', { value: task.revision });
  if (isSettled(tasks)) throw new Problem('passes_done');
  return { ...task, state, revision: revision + 1 };
}

async function store(tx: Connection, programme: string, task: CodingTask): Promise<void> {
  await tx.run('DELETE FROM coding_task WHERE session = ?::UUID AND pass = ?', [task.session, task.pass]);
  await tx.run(
    `INSERT INTO coding_task BY NAME
     SELECT $programme AS programme, $session::UUID AS session, $pass AS pass, $coder AS coder, $state AS state,
            $revision AS revision`,
    { programme, ...task },
  );
}

/** The pass that somebody works in. @throws Problem pass_needed, passes_done when it was handed in */
export async function openPass(reader: Reader, session: string, person: string): Promise<PassName> {
  const own = (await tasksOf(reader, session)).find(({ coder }) => coder === person);
  if (!own) throw new Problem('pass_needed');
  if (own.state === 'done') throw new Problem('passes_done');
  return own.pass;
}
