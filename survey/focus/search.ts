/** Finding statements by their words, in the sessions within reach alone. */
import { Problem } from '../../problem.ts';
import type { FocusGroups } from '../contract.ts';
import { enter } from '../register/context.ts';
import { noteOf, within, type FocusContext } from './context.ts';
import { readSessions } from './session-store.ts';
import { told } from './statement.ts';
import { readStatements } from './statement-store.ts';

/** Most statements that one search tells. */
const most = 100;

export function searchOf(context: FocusContext): Pick<FocusGroups, 'search'> {
  const { database, audit } = context;
  return {
    search: async (who, programme, typed) => {
      const person = enter(context, who, 'focus.read', programme);
      const words = typed.trim().slice(0, 200).split(/\s+/).slice(0, 10);
      if (words[0] === '') throw new Problem('missing_parameter', { parameter: 'words', known: '…' });
      const all = await readSessions(database, 's.programme = $programme', { programme });
      const reached = new Map((await within(context, person, 'focus.read', all)).map((one) => [one.session.id, one]));
      const found = await database.rows<{ id: string }>(finding, {
        sessions: JSON.stringify([...reached.keys()]),
        words: JSON.stringify(words),
      });
      const ids = found.map(({ id }) => id);
      const rows = (await readStatements(database, listed, { ids: JSON.stringify(ids) })).sort(
        (one, other) => ids.indexOf(one.id) - ids.indexOf(other.id),
      );
      const bySession = Map.groupBy(rows, ({ session }) => session);
      await database.write(async (tx) => {
        for (const [session, { length: count }] of bySession)
          await audit.record(tx, noteOf(reached.get(session)!, 'focus.search', { detail: { count } }));
      });
      return rows.map(told);
    },
  };
}

/** A word that holds what was typed, whatever case and accents; the statements of the latest sessions come first. */
const finding = `
  SELECT s.id::VARCHAR AS id
  FROM focus_statement AS s JOIN focus_session AS held ON held.id = s.session
  WHERE NOT s.removed AND s.session IN (SELECT unnest(from_json($sessions, '["UUID"]')))
  AND list_bool_and([contains(strip_accents(lower(s.text || ' ' || coalesce(s.translation, ''))),
                              strip_accents(lower(word))) FOR word IN from_json($words, '["VARCHAR"]')])
  ORDER BY held.held_on DESC, s.session, s.place, s.id LIMIT ${most}`;
const listed = `s.id IN (SELECT unnest(from_json($ids, '["UUID"]')))`;
