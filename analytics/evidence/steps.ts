/** The first steps of every query of evidence: which sessions count, who was there, and what was said. */
import { effectiveCodings } from '../../survey/coding/effective.ts';

/**
 * - `heard`: the sessions that count, numbered by day; `$sessions` names them, null is all of the programme
 * - `people`: who took part; `speaker` numbers a person over all sessions
 *
 * Binds `$programme` and `$sessions` (ids as JSON).
 */
export const heardSteps = `
  heard AS (
    SELECT id, title, held_on, territory_level || ':' || territory_code AS territory,
           row_number() OVER (ORDER BY held_on, created_on, id)::INTEGER AS place
    FROM focus_session
    WHERE programme = $programme
      AND ($sessions IS NULL OR id IN (SELECT unnest(from_json($sessions, '["UUID"]'))))
  ),
  people AS (
    SELECT heard.place * 64 + person.number AS speaker, coalesce(person.target_group, '') AS target_group, person.role
    FROM focus_participant person JOIN heard ON heard.id = person.session WHERE person.takes_part
  )`;

/** Codings on statements that count. */
export const effective = `
  SELECT * FROM (${effectiveCodings}) WHERE programme = $programme AND unit_kind = 'statement'`;

/**
 * Codings, each with its statement, its session and who said it, if anybody in particular: what those said who did not
 * sign to take part is left out. Codings that are no longer of a statement meet none.
 * @param codings  fixed SQL
 * @param statements  the table, or the view that says what may be quoted
 */
export const spokenOf = (codings: string, statements: 'focus_statement' | 'focus_spoken' = 'focus_statement') => `
  (${codings}) coding JOIN ${statements} statement ON statement.id = TRY_CAST(coding.unit AS UUID) AND NOT statement.removed
  JOIN heard ON heard.id = statement.session
  LEFT JOIN people ON people.speaker = heard.place * 64 + statement.participant
  WHERE (statement.participant IS NULL OR people.speaker IS NOT NULL)`;

/**
 * These steps, and `said`: a row for each statement and code. `speaker // 64` is the place of the session; nobody in
 * particular is the session's speaker 0.
 * @param which  fixed SQL: a condition on the codings
 */
export const saidSteps = (which = 'true') => `${heardSteps},
  said AS (
    SELECT DISTINCT coding.code, statement.rowid AS statement,
           heard.place * 64 + coalesce(statement.participant, 0) AS speaker
    FROM ${spokenOf(`SELECT * FROM (${effective}) coding WHERE ${which}`)}
  )`;

/** The sessions of a query as it binds them; null is all of the programme. */
export const boundTo = (programme: string, sessions: readonly string[] | null) => ({
  programme,
  sessions: sessions && JSON.stringify(sessions),
});
