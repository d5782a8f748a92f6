import type { Connection, Session } from './connection.server.ts';
import type { ResponseEntry } from './response.server.ts';

/** What is known of a code that an answer brings along. */
export interface Door {
  readonly used: boolean;
  readonly channel: string | null;
}

/** The codes among these claims that there are, by survey and hash. */
export async function findDoors(
  connection: Connection,
  entries: readonly ResponseEntry[],
): Promise<ReadonlyMap<string, Door>> {
  const rows = await connection.rows<Door & { hmac: string; survey: string }>(
    `SELECT token_hmac::VARCHAR AS hmac, survey, used, channel FROM token
     WHERE token_hmac IN (SELECT unnest(from_json($1, '["UUID"]')))`,
    [JSON.stringify(claimsOf(entries))],
  );
  return new Map(rows.map(({ hmac, survey, ...door }) => [`${survey} ${hmac}`, door]));
}

/** The door of an entry that brings a code; undefined where there is none. */
export const doorOf = (doors: ReadonlyMap<string, Door>, { survey, claim }: ResponseEntry): Door | undefined =>
  doors.get(`${survey} ${claim}`);

/** Marks the codes of entries that are being stored, in the same transaction. Whose answer used which is kept nowhere. */
export async function useClaims(session: Session, entries: readonly ResponseEntry[]): Promise<void> {
  const claims = claimsOf(entries);
  if (claims.length === 0) return;
  await session.runPlanned(
    `UPDATE token SET used = true WHERE token_hmac IN (SELECT unnest(from_json($1, '["UUID"]')))`,
    [JSON.stringify(claims)],
  );
}

/** In the order of the hashes, which says nothing about the order of the answers. */
const claimsOf = (entries: readonly ResponseEntry[]): string[] =>
  entries.flatMap(({ claim }) => (claim === undefined ? [] : [claim])).sort();
