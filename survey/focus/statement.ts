/** Statements: written live or edited later, by devices that may have been without a network meanwhile. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { StatementChange, type FocusGroups, type Statement, type StatementOutcome } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { idOf, noteOf, reach, type FocusContext, type Reached } from './context.ts';
import type { FindHints } from './hint-finder.ts';
import { createLooks } from './look.ts';
import { readParticipants, readSessions, readTopics } from './session-store.ts';
import { insertStatements, readStatements, updateStatement, wipeStatements } from './statement-store.ts';
import type { StatementRow } from './statement-store.ts';

export type Statements = Pick<FocusGroups, 'statements' | 'putStatement' | 'removeStatement' | 'clearHints'>;

export function statementsOf(context: FocusContext, findHints: FindHints): Statements {
  const { database, audit } = context;
  const isFirstLook = createLooks(context.now);
  const one = async (tx: Connection, session: string, id: string): Promise<StatementRow> => {
    const [found] = await readStatements(tx, 's.id = $id::UUID AND s.session = $session::UUID', { id, session });
    if (!found || found.removed) throw new Problem('not_found', { value: id });
    return found;
  };

  return {
    statements: async (who, id) => {
      const reached = await reach(context, who, 'focus.read', id);
      const rows = await readStatements(database, `s.session = $session::UUID AND NOT s.removed ${inOrder}`, {
        session: reached.session.id,
      });
      const isOwn = reached.session.moderator === reached.person.id;
      if (!isOwn || isFirstLook(reached.session.id))
        await audit.record(null, noteOf(reached, 'focus.read', { detail: { count: rows.length } }));
      return rows.map(told);
    },
    putStatement: async (who, id, statement, body) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      const [sent, key] = [parsed(StatementChange, body), idOf(statement)];
      checkWords(sent);
      await checkNames(context, reached, sent);
      const hints = await findHints(reached.session.programme, sent);
      return database.write((tx) => put(context, tx, reached, { ...sent, id: key, hints }));
    },
    removeStatement: async (who, id, statement, revision) => {
      const reached = await reach(context, who, 'focus.moderate', id);
      const key = idOf(statement);
      await database.write(async (tx) => {
        const found = await one(tx, reached.session.id, key);
        if (found.revision !== revision) throw new Problem('revision_conflict', { value: found.revision });
        await demandOpen(tx, reached.session.id);
        await context.onRemove(tx, await wipeStatements(tx, 'id = $id::UUID', { id: key }));
        await audit.record(tx, noteOf(reached, 'focus.remove', { object: key }));
      });
    },
    clearHints: async (who, id, statement, revision) => {
      const reached = await reach(context, who, 'focus.clear', id);
      const key = idOf(statement);
      return database.write(async (tx) => {
        const found = await one(tx, reached.session.id, key);
        if (found.cleared) return told(found);
        if (found.revision !== revision) throw new Problem('revision_conflict', { value: found.revision });
        await updateStatement(tx, { ...found, cleared: true });
        await audit.record(tx, noteOf(reached, 'focus.clear', { object: key }));
        return told(await one(tx, reached.session.id, key));
      });
    },
  };
}

/** The order in which a session was spoken. */
export const inOrder = 'ORDER BY s.place, s.id';

/** A statement without what is ours alone. */
export const told = ({ removed: _, ...statement }: StatementRow): Statement => statement;

type Sent = StatementChange & Pick<Statement, 'id' | 'hints'>;

async function put(context: FocusContext, tx: Connection, { person, session }: Reached, sent: Sent) {
  const [now] = await readStatements(tx, 's.id = $id::UUID', { id: sent.id });
  if (now && now.session !== session.id) throw new Problem('not_found', { value: sent.id });
  if (now && !now.removed && isSame(now, sent)) return stored(now, false);
  if (now?.removed || (!now && sent.revision > 0)) return conflict(null);
  if (now && now.revision !== sent.revision) return conflict(now);
  await demandOpen(tx, session.id);
  if (!now) {
    const notedOn = context.today();
    const row = { ...sent, session: session.id, source: null, author: person.id, notedOn, revision: 1 };
    await insertStatements(tx, [row]);
  } else {
    const sameWords = now.text === sent.text && now.translation === sent.translation;
    await updateStatement(tx, { ...now, ...sent, cleared: now.cleared && sameWords });
    if (now.text !== sent.text) await context.onEdit(tx, sent.id, now.text, sent.text);
  }
  const [after] = await readStatements(tx, 's.id = $id::UUID', { id: sent.id });
  return stored(after!, !now);
}

const stored = (row: StatementRow, created: boolean): StatementOutcome => ({
  state: 'stored',
  statement: told(row),
  created,
});
const conflict = (theirs: StatementRow | null): StatementOutcome => ({
  state: 'conflict',
  theirs: theirs && told(theirs),
});

const content = ['place', 'topic', 'participant', 'kind', 'language', 'text', 'translation', 'translator'] as const;

/** A device that lost the answer sends again what was stored: whatever revision it knows, nothing changes. */
const isSame = (now: StatementChange, sent: StatementChange) => content.every((name) => now[name] === sent[name]);

/** @throws Problem session_closed */
export async function demandOpen(tx: Connection, session: string): Promise<void> {
  const [now] = await readSessions(tx, 's.id = $id::UUID', { id: session });
  if (now?.state === 'closed') throw new Problem('session_closed');
}

function checkWords({ kind, text, translation, translator }: StatementChange): void {
  if (text === '' && kind !== 'silence') throw new Problem('malformed', { reason: 'text' });
  if ((translation === null) !== (translator === null)) throw new Problem('malformed', { reason: 'translator' });
}

/** @throws Problem unknown_reference */
export async function checkNames(
  { database }: FocusContext,
  { session }: Pick<Reached, 'session'>,
  { topic, participant }: Pick<StatementChange, 'topic' | 'participant'>,
): Promise<void> {
  if (
    topic !== null &&
    !(await readTopics(database, session.programme, session.guide)).some(({ name }) => name === topic)
  )
    throw new Problem('unknown_reference', { value: topic });
  const people = participant === null ? [] : await readParticipants(database, session.id);
  if (participant !== null && !people.some(({ number }) => number === participant))
    throw new Problem('unknown_reference', { value: `P${participant}` });
}
