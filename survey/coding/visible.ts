/**
 * Which codings somebody may see, as SQL: this holds the second coder blind. While a pass of a session is under way each
 * coder sees the own codings alone, and nobody else sees any.
 */
import { may, type Person } from '../../access.ts';
import { listed, sessionsWithin, type CodingContext } from './context.ts';

/** Sessions of which every pass that was taken up is done. */
export const openSessions = `SELECT session FROM coding_task GROUP BY session HAVING bool_and(state = 'done')`;

/** Sessions that two coders finished: what counts there is what was settled between them. */
export const settledSessions = `SELECT session FROM coding_task GROUP BY session
  HAVING bool_and(state = 'done') AND count(*) = 2`;

/** A condition on `coding` with `$me`, `$sessions` (JSON) and `$answers`. */
export const visible = `(
  (coding.unit_kind = 'answer' AND $answers)
  OR (coding.session IN (SELECT unnest(from_json($sessions, '["UUID"]')))
      AND ((coding.pass <> 'final' AND coding.coder = $me) OR coding.session IN (${openSessions}))))`;

/** Leaves out what two coders gave where it was settled, so that a code is counted once. */
export const countedOnce = `NOT (coding.unit_kind = 'statement' AND coding.pass <> 'final'
  AND coding.session IN (${settledSessions}))`;

export type Sight = Readonly<{ me: string; sessions: string; answers: boolean }>;

/** What `visible` needs to know of a person. Open answers are seen by who sees exact figures of the whole programme. */
export async function sightOf(context: CodingContext, person: Person, programme: string): Promise<Sight> {
  const sessions = await sessionsWithin(context, person, 'coding.read', programme);
  return { me: person.id, sessions: listed(sessions), answers: may(person, 'figures.exact', { programme }) };
}
