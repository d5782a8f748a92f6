/** What recommendations rest on, and the words from which somebody chooses it. */
import { Problem } from '../../problem.ts';
import { openSessions } from '../../survey/coding/visible.ts';
import type { Passage, Support } from '../contract.ts';
import type { Bound } from './base.ts';
import { sessionsFor, type EvidenceContext, type Who } from './context.ts';
import { readQuotes } from './quotes.ts';
import { boundTo, effective, heardSteps, spokenOf } from './steps.ts';

/** Words of a code that are offered at once. */
const mostPassages = 200;
const mostQuotes = 5000;
/**
 * What a recommendation rests on stays, also when a decision of two coders took the place of the first pass. While a pass
 * is under way it is not told: with its code it would show one coder the work of the other.
 */
const supporting = `SELECT * FROM coding WHERE session IN (${openSessions}) AND id IN (
  SELECT coding FROM recommendation_support WHERE recommendation IN (
    SELECT id FROM recommendation WHERE programme = $programme))`;

/** Of all recommendations of a programme: whoever may read these reads the quotes that anybody may read. */
export async function supportOf(context: EvidenceContext, who: Who, programme: string): Promise<Support[]> {
  await noteSeen(context, who, supporting, { programme });
  const bound = boundTo(programme, null);
  const [quotes, links] = await Promise.all([
    readQuotes(context, programme, { codings: supporting, bound, each: 'coding', most: mostQuotes }),
    context.database.rows<{ recommendation: string; coding: string }>(
      `SELECT recommendation::VARCHAR AS recommendation, coding::VARCHAR AS coding FROM recommendation_support
       WHERE recommendation IN (SELECT id FROM recommendation WHERE programme = $programme) ORDER BY ALL`,
      { programme },
    ),
  ]);
  const byCoding = new Map(quotes.map(({ coding, ...quote }) => [coding, quote]));
  return [...Map.groupBy(links, ({ recommendation }) => recommendation)].map(([recommendation, all]) => {
    const told = all.flatMap(({ coding }) => byCoding.get(coding) ?? []);
    return { recommendation, quotes: told, withheld: all.length - told.length };
  });
}

/** The newest words with a code, in the sessions within reach; who looked is noted before they are told. */
export async function passagesOf(
  context: EvidenceContext,
  who: Who,
  programme: string,
  code: string,
): Promise<Passage[]> {
  const sessions = await sessionsFor(context, who, 'recommendation.raise', programme);
  const [known] = await context.database.rows(
    'SELECT 1 FROM code WHERE programme = $programme AND id = TRY_CAST($code AS UUID)',
    { programme, code },
  );
  if (known === undefined) throw new Problem('not_found', { value: code });
  const passages = await context.database.rows<Passage>(
    `WITH ${heardSteps}
     SELECT coding.id::VARCHAR AS coding, coding.quote, statement.language, heard.title AS session,
            heard.held_on::VARCHAR AS "heldOn", statement.participant,
            statement.id IN (SELECT id FROM focus_spoken WHERE quotable) AS quotable
     FROM ${spokenOf(`SELECT * FROM (${effective}) WHERE code = $code::UUID`)}
     ORDER BY heard.held_on DESC, heard.place, statement.place, coding.start, coding.id LIMIT ${mostPassages}`,
    { ...boundTo(programme, sessions), code },
  );
  const given = `SELECT * FROM (${effective}) WHERE code = $code::UUID`;
  await noteSeen(context, who, `${given} AND session IN (SELECT unnest(from_json($sessions, '["UUID"]')))`, {
    ...boundTo(programme, sessions),
    code,
  });
  const detail = { passages: passages.length };
  await context.record({ who: who?.id ?? null, action: 'focus.read', programme, object: code, detail });
  return passages;
}

/** @param codings  fixed SQL: what is told */
async function noteSeen({ database, looked }: EvidenceContext, who: Who, codings: string, bound: Bound): Promise<void> {
  const sessions = await database.rows<{ id: string }>(
    `SELECT DISTINCT session::VARCHAR AS id FROM (${codings}) WHERE session IS NOT NULL`,
    bound,
  );
  if (who !== null)
    await looked(
      who.id,
      sessions.map(({ id }) => id),
    );
}
