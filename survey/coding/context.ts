/** What every part of coding stands on: who asks, about which session, and where it lies. */
import { z } from 'zod';
import { demand, may, type Action, type AuditEntry, type Person, type Place } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import { enter, locate, type Reader, type Who } from '../register/context.ts';
import type { Registry } from '../registry/registry.ts';

export { enter, type Reader, type Who };

export interface CodingContext {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme' | 'entries' | 'find'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

/** A session as far as coding needs it. */
export interface SessionAt {
  readonly id: string;
  readonly programme: string;
  readonly place: Place;
}

/** Any 128 bits: ids that were derived, or came in from another program, have no version of RFC 9562. */
export const isUuid = (text: string): boolean => z.guid().safeParse(text).success;

export const notFound = (value: string): Problem => new Problem('not_found', { value: value.slice(0, 60) });

/** A list for `$name` in `… IN (SELECT unnest(from_json($name, '["UUID"]')))`, which may be empty. */
export const listed = (ids: readonly string[]): string => JSON.stringify(ids);

/** @throws Problem sign_in_needed; not_found, the same for one that is not there and one out of reach */
export async function sessionAt({ database }: CodingContext, who: Who, action: Action, id: string): Promise<SessionAt> {
  if (who === null) throw new Problem('sign_in_needed');
  const [found] = isUuid(id) ? await placed(database, 'id = $id::UUID', { id }) : [];
  if (!found) throw notFound(id);
  demand(who, action, found.place, id);
  return found;
}

/** The ids of a programme's sessions about which this person may do something. */
export async function sessionsWithin(
  { database }: CodingContext,
  person: Person,
  action: Action,
  programme: string,
): Promise<string[]> {
  const all = await placed(database, 'programme = $programme', { programme });
  return all.filter(({ place }) => may(person, action, place)).map(({ id }) => id);
}

interface Row {
  readonly id: string;
  readonly programme: string;
  readonly territory: string;
}

async function placed(
  reader: Reader,
  condition: string,
  values: Readonly<Record<string, string>>,
): Promise<SessionAt[]> {
  const rows = await reader.rows<Row>(
    `SELECT id::VARCHAR AS id, programme, territory_level || ':' || territory_code AS territory
     FROM focus_session WHERE ${condition} ORDER BY id`,
    values,
  );
  const programme = rows[0]?.programme ?? '';
  const located = await locate(
    reader,
    programme,
    rows.map(({ territory }) => territory),
  );
  return rows.map(({ territory, ...row }) => {
    const territories = located.get(territory)?.around ?? [territory];
    return { ...row, place: { programme: row.programme, territories } };
  });
}
