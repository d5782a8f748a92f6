/** What focus groups that were held in a territory give, as anybody may read it. */
import { locate } from '../../survey/register/context.ts';
import type { HeldIn } from '../contract.ts';
import type { EvidenceContext } from './context.ts';
import { isInvented } from './invented.ts';
import { readQuotes } from './quotes.ts';
import { boundTo, effective } from './steps.ts';

/** @throws Problem not_found for an unknown programme */
export async function evidenceOfPlace(
  context: EvidenceContext,
  programme: string,
  territory: string,
  most: number,
): Promise<HeldIn> {
  context.registry.programme(programme);
  const sessions = await sessionsIn(context, programme, territory);
  const invented = await isInvented(context, programme);
  if (sessions.length === 0) return { sessions: 0, quotes: [], invented };
  const codings = `SELECT * FROM (${effective}) coding WHERE coding.code IN (${publicCodes})`;
  const bound = boundTo(programme, sessions);
  const quotes = await readQuotes(context, programme, { codings, bound, each: 'statement', most });
  return { sessions: sessions.length, quotes: quotes.map(({ coding: _, ...quote }) => quote), invented };
}

/** Codes that were accepted: what is only proposed may name anything. */
const publicCodes = `SELECT id FROM code WHERE programme = $programme AND state IN ('accepted', 'retired')`;

interface SessionPlace {
  readonly id: string;
  readonly territory: string;
}

/** The ids of the sessions that were held there, or in a place within. */
async function sessionsIn({ database }: EvidenceContext, programme: string, territory: string): Promise<string[]> {
  const sessions = await database.rows<SessionPlace>(
    `SELECT id::VARCHAR AS id, territory_level || ':' || territory_code AS territory
     FROM focus_session WHERE programme = $programme`,
    { programme },
  );
  const places = await locate(
    database,
    programme,
    sessions.map((one) => one.territory),
  );
  return sessions
    .filter((one) => (places.get(one.territory)?.around ?? [one.territory]).includes(territory))
    .map(({ id }) => id);
}
