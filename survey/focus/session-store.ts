/** The rows of sessions, participants and guides. */
import type { Cell, Connection } from '../../data/database.server.ts';
import type { GuideTopic, NewSession, Participant, SessionState, SessionSummary } from '../contract.ts';
import type { Definition } from '../definition/definition.ts';
import { placedQuestions } from '../definition/walk.ts';
import { localized } from './guide.ts';

type Reader = Pick<Connection, 'rows'>;

/** A session as it is stored, with what is counted in it. */
export interface SessionRow extends NewSession {
  readonly guide: number;
  readonly moderator: string;
  readonly moderatorName: string | null;
  readonly origin: SessionSummary['origin'];
  readonly state: SessionState;
  readonly participants: number;
  readonly statements: number;
  readonly revision: number;
}

/** @param condition  fixed SQL about `s` with `$names` */
export async function readSessions(
  reader: Reader,
  condition: string,
  parameters: Readonly<Record<string, Cell>>,
): Promise<SessionRow[]> {
  const rows = await reader.rows<Omit<SessionRow, 'groups'> & { groups: string }>(
    `SELECT s.id::VARCHAR AS id, s.programme, s.title, s.held_on::VARCHAR AS "heldOn", s.place,
            s.territory_level || ':' || s.territory_code AS territory, to_json(s.groups)::VARCHAR AS groups, s.guide,
            s.language, s.moderator, account.name AS "moderatorName", s.origin, s.state, s.revision,
            (SELECT count(*)::INTEGER FROM focus_participant p WHERE p.session = s.id) AS participants,
            (SELECT count(*)::INTEGER FROM focus_statement t WHERE t.session = s.id AND NOT t.removed) AS statements
     FROM focus_session AS s LEFT JOIN account ON account.id = s.moderator
     WHERE ${condition} ORDER BY s.held_on DESC, s.title, s.id`,
    parameters,
  );
  return rows.map((row) => ({ ...row, groups: JSON.parse(row.groups) as string[] }));
}

/** What tells who reaches a session. */
export type SessionPlace = Pick<SessionRow, 'id' | 'programme' | 'territory' | 'moderator'>;

/** The sessions of a programme, without what is counted in them. */
export const readPlaces = (reader: Reader, programme: string): Promise<SessionPlace[]> =>
  reader.rows<SessionPlace>(
    `SELECT id::VARCHAR AS id, programme, moderator, territory_level || ':' || territory_code AS territory
     FROM focus_session WHERE programme = $programme`,
    { programme },
  );

const planned = (plan: Omit<NewSession, 'id' | 'programme'>) => {
  const [level = '', code = ''] = plan.territory.split(':');
  const { title, heldOn, place, language, groups } = plan;
  return { title, heldOn, place, level, code, language, groups: JSON.stringify(groups) };
};

type Opening = NewSession & { readonly guide: number; readonly moderator: string; readonly createdOn: string };

/** Adds a planned session. */
export async function insertSession(tx: Connection, row: Opening): Promise<void> {
  const { id, programme, guide, moderator, createdOn } = row;
  await tx.run(
    `INSERT INTO focus_session BY NAME
     SELECT $id::UUID AS id, $programme AS programme, $title AS title, $heldOn::DATE AS held_on, $place AS place,
            $level AS territory_level, $code AS territory_code, from_json($groups, '["VARCHAR"]') AS groups,
            $guide AS guide, $language AS language, $moderator AS moderator, 'live' AS origin, 'planned' AS state,
            $createdOn::DATE AS created_on, 1 AS revision`,
    { id, programme, guide, moderator, createdOn, ...planned(row) },
  );
}

/** Writes what may change of a session, and counts its revision on. */
export async function updateSession(tx: Connection, row: SessionRow): Promise<void> {
  const { id, state } = row;
  await tx.run(
    `UPDATE focus_session
     SET title = $title, held_on = $heldOn::DATE, place = $place, territory_level = $level, territory_code = $code,
         groups = from_json($groups, '["VARCHAR"]'), language = $language, state = $state, revision = revision + 1
     WHERE id = $id::UUID`,
    { id, state, ...planned(row) },
  );
}

/** The participants of a session by number. */
export const readParticipants = (reader: Reader, session: string): Promise<Participant[]> =>
  reader.rows<Participant>(
    `SELECT number, role, target_group AS "group", takes_part AS "takesPart", may_quote AS "mayQuote",
            withdrawn_on::VARCHAR AS "withdrawnOn", revision
     FROM focus_participant WHERE session = ?::UUID ORDER BY number`,
    [session],
  );

/** Puts a participant in the place of what stands there. */
export async function writeParticipant(tx: Connection, session: string, row: Participant): Promise<void> {
  const { number, role, group, takesPart, mayQuote, withdrawnOn, revision } = row;
  await tx.run('DELETE FROM focus_participant WHERE session = ?::UUID AND number = ?', [session, number]);
  await tx.run('INSERT INTO focus_participant VALUES (?::UUID, ?, ?, ?, ?, ?, ?::DATE, ?)', [
    ...[session, number, role, group],
    ...[takesPart, mayQuote, withdrawnOn, revision],
  ]);
}

/** The questions of one version of a programme's guide. */
export async function readTopics(reader: Reader, programme: string, version: number): Promise<GuideTopic[]> {
  const [row] = await reader.rows<{ definition: string }>(
    'SELECT definition FROM guide_version WHERE programme = ? AND version = ?',
    [programme, version],
  );
  if (!row) return [];
  return placedQuestions(JSON.parse(row.definition) as Definition).map(
    ({ question: { name, title, description } }) => ({
      name,
      title: localized(title) ?? { it: name, en: name },
      help: localized(description),
    }),
  );
}
