/** The tables of invitations. Contact data stand here and nowhere else; they are never joined to answers. */
import { randomUUID } from 'node:crypto';
import type { Connection, Database } from '../../data/database.server.ts';
import type { InvitationBatch, Invitee, InviteeList, InviteeQuery, MessageKind } from '../contract.ts';
import type { Receipts } from '../receipt.ts';
import type { NewInvitee } from './row.ts';

type Reader = Pick<Database, 'rows'>;

/** So many reminders at most. */
export const mostReminders = 2;
const pageSize = 50;

const columns = `id::VARCHAR AS id, name, email, street, postcode, town, reference, stratum, territory, language, state,
  reason, invited_on::VARCHAR AS "invitedOn", reminded_on::VARCHAR AS "remindedOn", reminders`;

/**
 * Lists new invitees and makes their codes, which are stored in the order of their hashes: by place in the table nobody
 * is told whose is whose.
 */
export async function insertBatch(
  tx: Connection,
  receipts: Receipts,
  { survey, day, who, rows }: { survey: string; day: string; who: string; rows: readonly NewInvitee[] },
): Promise<string> {
  const batch = randomUUID();
  const people = rows.map((row) => {
    const id = randomUUID();
    return { ...row, id, token: receipts.invitationHash(receipts.invitationOf(id)) };
  });
  await tx.run('INSERT INTO invitation_batch VALUES (?::UUID, ?, ?::DATE, ?, ?, NULL)', [
    ...[batch, survey, day, who],
    rows.length,
  ]);
  await tx.run(
    `INSERT INTO invitee (id, survey, batch, name, email, street, postcode, town, reference, stratum, territory,
       language, token_hmac, state, reminders)
     SELECT p.id, $survey, $batch::UUID, p.name, p.email, p.street, p.postcode, p.town, p.reference, p.stratum,
       p.territory, p.language, p.token, 'listed', 0 FROM ${unnested('$people')}`,
    { survey, batch, people: JSON.stringify(people) },
  );
  await insertTokens(
    tx,
    survey,
    people.map(({ token, stratum, email }) => ({ token, stratum, channel: email === null ? 'letter' : 'email' })),
  );
  return batch;
}

const unnested = (parameter: string) => `(SELECT unnest(from_json(${parameter}, '[{"id": "UUID", "token": "UUID",
  "name": "VARCHAR", "email": "VARCHAR", "street": "VARCHAR", "postcode": "VARCHAR", "town": "VARCHAR",
  "reference": "VARCHAR", "stratum": "VARCHAR", "territory": "VARCHAR", "language": "VARCHAR"}]')) AS p)`;

interface NewToken {
  readonly token: string | null;
  readonly stratum: string | null;
  readonly channel: string | null;
}

/** Stores codes in the order of their hashes. */
export function insertTokens(tx: Connection, survey: string, tokens: readonly NewToken[]): Promise<void> {
  return tx.run(
    `INSERT INTO token SELECT t.token, $survey, t.stratum, t.channel, false
     FROM (SELECT unnest(from_json($tokens, '[{"token": "UUID", "stratum": "VARCHAR", "channel": "VARCHAR"}]')) AS t)
     ORDER BY t.token`,
    { survey, tokens: JSON.stringify(tokens) },
  );
}

export function readBatches(reader: Reader, survey: string): Promise<InvitationBatch[]> {
  return reader.rows<InvitationBatch>(
    `SELECT b.id::VARCHAR AS id, b.day::VARCHAR AS day, b.size, b.undone::VARCHAR AS undone,
       b.undone IS NULL AND NOT EXISTS (${writtenTo}) AS undoable
     FROM invitation_batch AS b WHERE b.survey = ? ORDER BY b.day DESC, b.id`,
    [survey],
  );
}

/** Those of a list who were written to, or whose code was used: then it cannot be taken back. */
const writtenTo = `SELECT 1 FROM invitee AS i LEFT JOIN token AS t ON t.token_hmac = i.token_hmac
  WHERE i.batch = b.id AND (i.state <> 'listed' OR t.used)`;

/** Takes a list away with its codes; the line that there was one stays. */
export async function removeBatch(tx: Connection, batch: string, day: string): Promise<void> {
  await tx.run(
    'DELETE FROM token WHERE NOT used AND token_hmac IN (SELECT token_hmac FROM invitee WHERE batch = ?::UUID)',
    [batch],
  );
  await tx.run('DELETE FROM invitee WHERE batch = ?::UUID', [batch]);
  await tx.run('UPDATE invitation_batch SET undone = ?::DATE WHERE id = ?::UUID', [day, batch]);
}

export async function listInvitees(reader: Reader, survey: string, query: InviteeQuery): Promise<InviteeList> {
  const { state = null, words = '', page: asked = 1 } = query;
  const page = Number(asked);
  const where = `survey = $survey AND ($state::VARCHAR IS NULL OR state = $state) AND ($words = '' OR
    contains(lower(concat_ws(' ', name, email, town, reference)), $words))`;
  const parameters = { survey, state, words: words.trim().toLowerCase() };
  const [count] = await reader.rows<{ n: number }>(
    `SELECT count(*)::INTEGER AS n FROM invitee WHERE ${where}`,
    parameters,
  );
  const rows = await reader.rows<Invitee>(
    `SELECT ${columns} FROM invitee WHERE ${where} ORDER BY lower(name), id LIMIT ${pageSize} OFFSET $from`,
    { ...parameters, from: (page - 1) * pageSize },
  );
  return { total: count?.n ?? 0, page, size: pageSize, rows };
}

/** A code that nobody was sent goes with its person; one that was sent stays as one of those without an answer. */
export async function removeInvitee(tx: Connection, survey: string, id: string): Promise<boolean> {
  const rows = await tx.rows<{ token: string; state: string }>(
    'SELECT token_hmac::VARCHAR AS token, state FROM invitee WHERE survey = ? AND id = TRY_CAST(? AS UUID)',
    [survey, id],
  );
  const [found] = rows;
  if (!found) return false;
  await tx.run('DELETE FROM invitee WHERE survey = ? AND id = ?::UUID', [survey, id]);
  if (found.state === 'listed')
    await tx.run('DELETE FROM token WHERE NOT used AND token_hmac = ?::UUID', [found.token]);
  return true;
}

export type Way = 'email' | 'letter';

/** Who is to be written to now: new ones; or those whose code is unused, after so many days, at most twice. */
const dueWhere = (kind: MessageKind, way: Way): string => {
  const byPost = kind === 'invitation' ? `(email IS NULL OR state = 'bounced')` : 'email IS NULL';
  const reachable = way === 'email' ? 'email IS NOT NULL' : `${byPost} AND street IS NOT NULL AND town IS NOT NULL`;
  const states = way === 'email' ? `state = 'listed'` : `state IN ('listed', 'bounced')`;
  if (kind === 'invitation') return `survey = $survey AND ${reachable} AND ${states}`;
  return `survey = $survey AND ${reachable} AND state IN ('invited', 'reminded') AND reminders < ${mostReminders}
    AND coalesce(reminded_on, invited_on) <= $day::DATE - $after::INTEGER
    AND token_hmac IN (SELECT token_hmac FROM token WHERE survey = $survey AND NOT used)`;
};

export interface DueQuery {
  readonly survey: string;
  readonly kind: MessageKind;
  readonly way: Way;
  readonly day: string;
  /** days since the last message; a reminder alone asks for it */
  readonly after: number;
}

const parametersOf = ({ survey, kind, day, after }: DueQuery): Record<string, string | number> =>
  kind === 'invitation' ? { survey } : { survey, day, after };

/** In random order. */
export function readDue(reader: Reader, query: DueQuery): Promise<Invitee[]> {
  const sql = `SELECT ${columns} FROM invitee WHERE ${dueWhere(query.kind, query.way)} ORDER BY random()`;
  return reader.rows<Invitee>(sql, parametersOf(query));
}

export async function countDue(reader: Reader, query: DueQuery): Promise<number> {
  const sql = `SELECT count(*)::INTEGER AS n FROM invitee WHERE ${dueWhere(query.kind, query.way)}`;
  const [row] = await reader.rows<{ n: number }>(sql, parametersOf(query));
  return row?.n ?? 0;
}

/** The same person if a message is still due: somebody may have answered, stopped or been deleted since. */
export async function stillDue(reader: Reader, query: DueQuery, id: string): Promise<Invitee | null> {
  const sql = `SELECT ${columns} FROM invitee WHERE ${dueWhere(query.kind, query.way)} AND id = $id::UUID`;
  const [row] = await reader.rows<Invitee>(sql, { ...parametersOf(query), id });
  return row ?? null;
}

/** Notes that messages are on their way; after a letter no e-mail is tried any more. @returns how many were due */
export async function markSent(tx: Connection, query: DueQuery, ids: readonly string[]): Promise<number> {
  const { kind, way, survey, day } = query;
  const chosen = `${dueWhere(kind, way)} AND id IN (SELECT unnest(from_json($ids, '["UUID"]')))`;
  const parameters = { ...parametersOf(query), ids: JSON.stringify(ids) };
  const found = await tx.rows<{ id: string; token: string }>(
    `SELECT id::VARCHAR AS id, token_hmac::VARCHAR AS token FROM invitee WHERE ${chosen}`,
    parameters,
  );
  if (way === 'letter')
    await tx.run(
      `UPDATE token SET channel = 'letter' WHERE survey = $survey AND NOT used AND channel = 'email'
         AND token_hmac IN (SELECT unnest(from_json($tokens, '["UUID"]')))`,
      { survey, tokens: JSON.stringify(found.map(({ token }) => token)) },
    );
  const set =
    kind === 'invitation'
      ? `state = 'invited', reason = NULL, invited_on = $day::DATE${way === 'letter' ? ', email = NULL' : ''}`
      : `state = 'reminded', reminded_on = $day::DATE, reminders = reminders + 1`;
  await tx.run(`UPDATE invitee SET ${set} WHERE id IN (SELECT unnest(from_json($ids, '["UUID"]')))`, {
    ...{ day, ids: JSON.stringify(found.map(({ id }) => id)) },
  });
  return found.length;
}
