/** Finding statements by their words, in the sessions within reach alone. */
import { Problem } from '../../problem.ts';
import type { FocusGroups } from '../contract.ts';
import { enter } from '../register/context.ts';
import { amongReached, type FocusContext } from './context.ts';
import { readPlaces } from './session-store.ts';
import { anySpelling } from './spelling.ts';
import { told } from './statement.ts';
import { readStatements, type StatementRow } from './statement-store.ts';

/** Most statements that one search tells. */
const most = 100;

export function searchOf(context: FocusContext): Pick<FocusGroups, 'search'> {
  const { database, audit } = context;
  return {
    search: async (who, programme, typed) => {
      const person = enter(context, who, 'focus.read', programme);
      const words = typed.trim().slice(0, 200).split(/\s+/).slice(0, 10);
      if (words[0] === '') throw new Problem('missing_parameter', { parameter: 'words', known: '…' });
      const all = await readPlaces(database, programme);
      const reached = (await amongReached(context, person, 'focus.read', all)).map(({ id }) => id);
      const found = await database.rows<{ id: string }>(finding(words.length), {
        sessions: JSON.stringify(reached),
        ...Object.fromEntries(words.map((word, at) => [`word${at}`, anySpelling(word)])),
      });
      const place = new Map(found.map(({ id }, at) => [id, at]));
      const rows = await readStatements(database, listed, { ids: JSON.stringify([...place.keys()]) });
      await audit.record(null, {
        ...{ who: person.id, action: 'focus.search', programme, object: programme },
        detail: readIn(rows),
      });
      return rows.toSorted((one, other) => place.get(one.id)! - place.get(other.id)!).map(told);
    },
  };
}

/** One entry a search: how many statements were told, and of which sessions; none is read without standing in the audit. */
const readIn = (rows: readonly StatementRow[]): Record<string, number> => ({
  count: rows.length,
  ...Object.fromEntries([...Map.groupBy(rows, ({ session }) => session)].map(([id, { length }]) => [id, length])),
});

/** A word that holds what was typed, whatever case and accents; the statements of the latest sessions come first. */
const finding = (words: number) => `
  SELECT s.id::VARCHAR AS id
  FROM focus_statement AS s JOIN focus_session AS held ON held.id = s.session
  WHERE NOT s.removed AND s.session IN (SELECT unnest(from_json($sessions, '["UUID"]')))
  AND ${Array.from({ length: words }, (_, at) => holds(`$word${at}`)).join(' AND ')}
  ORDER BY held.held_on DESC, s.session, s.place, s.id LIMIT ${most}`;

/** Both texts at once: a pattern is made ready for each place where it stands. */
const holds = (word: string) => `regexp_matches(concat_ws(chr(10), s.text, s.translation), ${word}, 'i')`;

const listed = `s.id IN (SELECT unnest(from_json($ids, '["UUID"]')))`;
