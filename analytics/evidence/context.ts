/** What every part of the evidence stands on, and whose sessions somebody of the staff may see in it. */
import { covers, grantsFor, type Action, type AuditEntry, type Person } from '../../access.ts';
import type { Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { locate } from '../../survey/register/context.ts';
import type { Registry } from '../../survey/registry/registry.ts';

export interface EvidenceContext {
  readonly database: Pick<Database, 'rows'>;
  readonly registry: Pick<Registry, 'programme'>;
  /** the least number of people that a public count may be about (K_MIN) */
  readonly k: number;
  readonly record: (entry: AuditEntry) => Promise<void>;
  /** called before words with their codes are told: whose they are may not be coded blind by this person any more */
  readonly looked: (person: string, sessions: readonly string[]) => Promise<void>;
}

export type Who = Person | null;

const nowhere: Awaited<ReturnType<typeof locate>> = new Map();
const territoriesOf = (sessions: readonly SessionPlace[]) => sessions.map(({ territory }) => territory);

interface SessionPlace {
  readonly id: string;
  readonly moderator: string;
  readonly territory: string;
}

/**
 * The ids of the sessions of a programme within somebody's reach: a moderator's own, and those that the other grants cover.
 * @throws Problem sign_in_needed; not_found, the same for a programme that is not there and one that is out of reach
 */
export async function sessionsFor(
  { database, registry }: EvidenceContext,
  who: Who,
  action: Action,
  programme: string,
): Promise<string[]> {
  if (who === null) throw new Problem('sign_in_needed');
  const grants = grantsFor(who, action).filter((grant) => grant.programme === null || grant.programme === programme);
  if (grants.length === 0) throw new Problem('not_found', { value: programme });
  registry.programme(programme);
  const sessions = await database.rows<SessionPlace>(
    `SELECT id::VARCHAR AS id, moderator, territory_level || ':' || territory_code AS territory
     FROM focus_session WHERE programme = $programme`,
    { programme },
  );
  const isWhole = grants.some((grant) => grant.role !== 'moderator' && covers(grant, { programme }));
  // who reaches all of a programme reaches each of its places
  const places = isWhole ? nowhere : await locate(database, programme, territoriesOf(sessions));
  const isReached = ({ moderator, territory }: SessionPlace) => {
    const place = { programme, territories: places.get(territory)?.around ?? [territory] };
    return grants.some((grant) => (grant.role !== 'moderator' || moderator === who.id) && covers(grant, place));
  };
  return sessions.filter(isReached).map(({ id }) => id);
}
