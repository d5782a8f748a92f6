/** Who has seen another's reading of a session before the second one was done: whoever has does not read it blind. */
import type { Blindness } from '../contract.ts';
import { listed, type CodingContext, type Reader } from './context.ts';
import { settledSessions } from './visible.ts';

/**
 * Notes the first day on which somebody saw what another person gave in these sessions, before it is told. Those that two
 * people have finished count no more.
 */
export async function noteLooks(
  { database, today }: Pick<CodingContext, 'database' | 'today'>,
  person: string,
  sessions: readonly string[],
): Promise<void> {
  if (sessions.length === 0) return;
  const asked = { person, sessions: listed(sessions) };
  if ((await database.rows(`SELECT 1 AS found FROM (${unseen}) LIMIT 1`, asked)).length === 0) return;
  await database.write((tx) =>
    tx.run(`INSERT INTO coding_look SELECT session, $person, $day::DATE FROM (${unseen})`, { ...asked, day: today() }),
  );
}

const unseen = `
  SELECT session FROM coding_task
  WHERE pass = 'first' AND coder <> $person AND session IN (SELECT unnest(from_json($sessions, '["UUID"]')))
    AND session NOT IN (${settledSessions})
    AND session NOT IN (SELECT session FROM coding_look WHERE person = $person)`;

/** The days on which somebody first saw another's reading, by session. */
export async function looksOf(reader: Reader, person: string): Promise<Record<string, string>> {
  const rows = await reader.rows<{ session: string; day: string }>(
    `SELECT session::VARCHAR AS session, min(day)::VARCHAR AS day FROM coding_look
     WHERE person = $person AND day IS NOT NULL GROUP BY ALL`,
    { person },
  );
  return Object.fromEntries(rows.map(({ session, day }) => [session, day]));
}

/** Whether the second reading of a session was done without having seen the first. */
export async function blindnessOf(reader: Reader, session: string): Promise<Blindness> {
  const rows = await reader.rows<{ day: string | null }>(
    `SELECT look.day::VARCHAR AS day
     FROM coding_look AS look JOIN coding_task AS task ON task.session = look.session AND task.coder = look.person
     WHERE look.session = $session::UUID AND task.pass = 'second' ORDER BY look.day NULLS LAST LIMIT 1`,
    { session },
  );
  const [look] = rows;
  if (look === undefined) return { state: 'blind', sawOn: null };
  return look.day === null ? { state: 'unknown', sawOn: null } : { state: 'not_blind', sawOn: look.day };
}
