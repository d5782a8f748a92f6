/** Reads what a person may see of sessions, and leaves here what may not be quoted at this moment. */
import { Problem } from '../../problem.ts';
import type { Coding, CodingTask, FocusSession, Ranking, Statement } from '../contract.ts';
import type { InterchangeContext, Who } from './context.ts';
import type { OutgoingDecision, OutgoingSession, StatementCoding } from './material.ts';

export interface SeenCoding extends StatementCoding {
  /** `moved`: an edit crossed it */
  readonly placed: Coding['placed'];
}

/** A session with all that this person sees of it. */
export interface Gathered {
  readonly session: FocusSession;
  readonly statements: readonly Statement[];
  readonly codings: readonly SeenCoding[];
  readonly tasks: readonly CodingTask[];
  readonly decisions: readonly OutgoingDecision[];
  readonly ranking: Ranking | null;
}

/**
 * One session.
 * @param known  who codes which session, where that was read already
 * @throws Problem sign_in_needed, not_found
 */
export async function gather(
  { focus, codings }: InterchangeContext,
  who: Who,
  id: string,
  known?: readonly CodingTask[],
): Promise<Gathered> {
  const session = await focus.session(who, id);
  const statements = await focus.statements(who, session.id);
  const seen = await ifInReach(() => codings.codings(who, session.id));
  const all = known ?? (await ifInReach(() => codings.tasks(who, session.programme)));
  const tasks = all.filter((task) => task.session === session.id);
  const isSettled = tasks.length === 2 && tasks.every(({ state }) => state === 'done');
  const differences = isSettled ? await ifInReach(() => codings.differences(who, session.id)) : [];
  return {
    ...{ session, statements, tasks, codings: seen.flatMap(onStatement) },
    decisions: differences.flatMap(({ statement, start, stop, decided }) =>
      decided === null ? [] : [{ statement, start, stop, ...decided }],
    ),
    ranking: await focus.ranking(who, session.id),
  };
}

/** A moderator sees what was said and not how it was coded: then there is none. */
async function ifInReach<T>(read: () => Promise<T[]>): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_found') return [];
    throw error;
  }
}

/** All sessions of a programme within reach, the oldest first. @throws Problem sign_in_needed, not_found */
export async function gatherAll(context: InterchangeContext, who: Who, programme: string): Promise<Gathered[]> {
  const sessions = await context.focus.sessions(who, programme);
  const tasks = await ifInReach(() => context.codings.tasks(who, programme));
  const gathered: Gathered[] = [];
  for (const { id } of sessions.toSorted(byDay)) gathered.push(await gather(context, who, id, tasks));
  return gathered;
}

const byDay = (a: { heldOn: string; id: string }, b: { heldOn: string; id: string }) =>
  `${a.heldOn} ${a.id}` < `${b.heldOn} ${b.id}` ? -1 : 1;

function onStatement({ unit, ...coding }: Coding): SeenCoding[] {
  return unit.kind === 'statement' ? [{ ...coding, statement: unit.statement }] : [];
}

/**
 * What of a session may leave. A coding that an edit moved stays here until somebody has placed it: it has the old words,
 * which may have been taken out because they named a person.
 */
export function quotableOf({ session, statements, codings, tasks, decisions, ranking }: Gathered): OutgoingSession {
  const kept = statements.filter(({ quotable }) => quotable);
  const ids = new Set(kept.map(({ id }) => id));
  return {
    session,
    statements: kept.map(({ revision: _, session: __, hints: ___, quotable: ____, source: _____, ...said }) => said),
    codings: codings.filter(({ statement, placed }) => placed === 'sure' && ids.has(statement)),
    passes: tasks.filter(({ state }) => state === 'done').map(({ pass, coder }) => ({ pass, coder })),
    decisions: decisions.filter(({ statement }) => ids.has(statement)),
    ranking: rankedIn(ranking),
    leftOut: statements.length - kept.length,
  };
}

/** Only a result that is told in the room as well: of enough participants, once closed. */
function rankedIn(ranking: Ranking | null): OutgoingSession['ranking'] {
  const labels = new Map(ranking?.themes.map(({ key, label }) => [key, label]));
  return ranking?.result?.map(({ key, ...rest }) => ({ label: labels.get(key) ?? key, ...rest })) ?? null;
}
