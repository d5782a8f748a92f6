/** One quote by the id of its coding: as anybody may read it, or that it is withdrawn. */
import { Problem } from '../../problem.ts';
import { openSessions } from '../../survey/coding/visible.ts';
import type { QuoteRecord } from '../contract.ts';
import type { EvidenceContext } from './context.ts';
import { readQuotes } from './quotes.ts';
import { boundTo } from './steps.ts';

interface Cited {
  readonly programme: string;
  readonly session: string | null;
  readonly skill: string | null;
  readonly invented: boolean;
}

/**
 * A quote that nobody may read any more is told as withdrawn where a plan or a recommendation cites it, and else is not
 * there: whoever guesses ids learns nothing.
 * @throws Problem not_found
 */
export async function quoteRecord(context: EvidenceContext, id: string): Promise<QuoteRecord> {
  const missing = new Problem('not_found', { value: id.slice(0, 60) });
  if (!/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) throw missing;
  const ref = id.toLowerCase();
  const [coding] = await context.database.rows<Cited>(ofCoding, [ref]);
  const quote = coding ? await standing(context, coding.programme, ref) : null;
  if (coding && quote) return { id: ref, ...coding, state: 'standing', quote };
  const [cited] = await context.database.rows<{ programme: string }>(citing, { ref });
  if (cited === undefined) throw missing;
  const { programme } = cited;
  return { id: ref, programme, session: null, skill: null, invented: false, state: 'withdrawn', quote: null };
}

async function standing(context: EvidenceContext, programme: string, ref: string) {
  const codings = `SELECT * FROM coding WHERE session IN (${openSessions}) AND id = $ref::UUID`;
  const bound = { ...boundTo(programme, null), ref };
  const [found] = await readQuotes(context, programme, { codings, bound, each: 'coding', most: 1 });
  if (found === undefined) return null;
  const { coding: _, ...quote } = found;
  return quote;
}

const ofCoding = `
  SELECT coding.programme, coding.session::VARCHAR AS session, code.skill,
         coalesce(session.origin = 'synthetic', false) AS invented
  FROM coding LEFT JOIN code ON code.id = coding.code LEFT JOIN focus_session session ON session.id = coding.session
  WHERE coding.id = ?::UUID AND coding.unit_kind = 'statement'`;

const citing = `
  SELECT plan.programme FROM plan_evidence JOIN plan ON plan.id = plan_evidence.plan
  WHERE plan_evidence.kind = 'quote' AND plan_evidence.ref = $ref
  UNION SELECT recommendation.programme FROM recommendation_support support
  JOIN recommendation ON recommendation.id = support.recommendation WHERE support.coding = $ref::UUID`;
