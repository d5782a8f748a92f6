/** The participants' one-minute form, opened by the token of the session alone. Nothing of who sends it is kept. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { Feedback, type FeedbackWords, type FocusGroups } from '../contract.ts';
import { parsed } from '../register/parse.ts';
import { noteOf, reach, type FocusContext, type Reader } from './context.ts';
import { createPace } from './pace.ts';
import { readRanking } from './ranking.ts';
import { readSessions, type SessionRow } from './session-store.ts';

export type Feedbacks = Pick<FocusGroups, 'feedbackToken' | 'feedbackForm' | 'giveFeedback' | 'feedback'>;

/** A session has 40 participants at most; whoever loses the page may begin anew. */
const mostForms = 60;
/** Forms looked at or sent in a minute: of one session, and of tokens that open nothing. */
const [mostOfSession, mostOfNothing] = [240, 60];

export function feedbacksOf(context: FocusContext): Feedbacks {
  const { database, audit, receipts } = context;
  const tokenOf = (session: string) => receipts.sign(`focus feedback ${session}`).replaceAll('-', '');
  const sessionOf = tokenFinder(database, tokenOf);
  const [pace, paceOfNothing] = [createPace(context.now, mostOfSession), createPace(context.now, mostOfNothing)];

  const opened = async (token: string): Promise<SessionRow> => {
    const id = await sessionOf(token, () => paceOfNothing(''));
    if (id === null) throw new Problem('not_found', { value: 'feedback' });
    pace(id);
    const [session] = await readSessions(database, 's.id = $id::UUID', { id });
    return session!;
  };

  return {
    feedbackToken: async (who, id) => tokenOf((await reach(context, who, 'focus.moderate', id)).session.id),
    feedbackForm: async (token) => {
      const { id, programme, title, heldOn, language, state } = await opened(token);
      const ranking = await readRanking(database, id);
      const themes = ranking?.state === 'open' ? ranking.themes : null;
      return { programme, title, heldOn, language, open: state !== 'closed', themes };
    },
    giveFeedback: async (token, body) => {
      const { id } = await opened(token);
      const sent = parsed(Feedback, body);
      return database.write((tx) => give(tx, id, { ...sent, id: sent.id.toLowerCase() }));
    },
    feedback: async (who, id) => {
      const reached = await reach(context, who, 'focus.read', id);
      // in the order of random ids: what was sent first does not come first
      const rows = await database.rows<FeedbackWords>(
        `SELECT language, mattered, missed FROM focus_feedback
         WHERE session = ?::UUID AND (mattered IS NOT NULL OR missed IS NOT NULL) ORDER BY id`,
        [reached.session.id],
      );
      await audit.record(null, noteOf(reached, 'focus.feedback', { detail: { count: rows.length } }));
      return rows;
    },
  };
}

/** Finds the session of a token. A token cannot be turned back: those of the sessions are made once and kept in memory. */
function tokenFinder(database: Reader, tokenOf: (session: string) => string) {
  const held = new Map<string, string>();
  return async (typed: string, onUnknown: () => void): Promise<string | null> => {
    const token = typed.toUpperCase().replaceAll('-', '').slice(0, 100);
    const known = held.get(token);
    if (known) return known;
    onUnknown();
    const rows = await database.rows<{ id: string }>('SELECT id::VARCHAR AS id FROM focus_session');
    if (rows.length > held.size) for (const { id } of rows) held.set(tokenOf(id), id);
    return held.get(token) ?? null;
  };
}

interface Known {
  readonly ranked: string;
  readonly mattered: string | null;
  readonly missed: string | null;
  readonly language: string;
}

async function give(tx: Connection, session: string, sent: Feedback): Promise<{ created: boolean }> {
  const [known] = await tx.rows<Known>(
    `SELECT to_json(ranked)::VARCHAR AS ranked, mattered, missed, language
     FROM focus_feedback WHERE session = ?::UUID AND id = ?::UUID`,
    [session, sent.id],
  );
  if (known && isSame(known, sent)) return { created: false };
  await demandTaken(tx, session, sent, known);
  await tx.run('DELETE FROM focus_feedback WHERE session = ?::UUID AND id = ?::UUID', [session, sent.id]);
  await tx.run(
    `INSERT INTO focus_feedback
     VALUES ($session::UUID, $id::UUID, $mattered, $missed, from_json($ranked, '["VARCHAR"]'), $language)`,
    { session, ...sent, ranked: JSON.stringify(sent.ranked) },
  );
  return { created: !known };
}

const isSame = (known: Known, sent: Feedback) =>
  known.ranked === JSON.stringify(sent.ranked) &&
  (['mattered', 'missed', 'language'] as const).every((name) => known[name] === sent[name]);

/** @throws Problem feedback_closed, ranking_closed, malformed */
async function demandTaken(tx: Connection, session: string, { ranked }: Feedback, known?: Known): Promise<void> {
  const [{ state }] = (await readSessions(tx, 's.id = $session::UUID', { session })) as [SessionRow];
  if (state === 'closed') throw new Problem('feedback_closed');
  const ranking = await readRanking(tx, session);
  if (ranking?.state === 'closed' && (known || ranked.length > 0)) throw new Problem('ranking_closed');
  const themes = (ranking?.themes ?? []).map(({ key }) => key);
  if (new Set(ranked).size < ranked.length || !ranked.every((key) => themes.includes(key)))
    throw new Problem('malformed', { reason: 'ranked' });
  const [row] = await tx.rows<{ n: number }>(
    'SELECT count(*)::INTEGER AS n FROM focus_feedback WHERE session = ?::UUID',
    [session],
  );
  if (!known && row!.n >= mostForms) throw new Problem('feedback_closed');
}
