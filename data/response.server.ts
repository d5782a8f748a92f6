import type { Connection, Session } from './connection.server.ts';

/** An accepted answer on its way to the table `response`. Identifiers are UUID text, `day` is YYYY-MM-DD. */
export interface ResponseEntry {
  readonly idHmac: string;
  readonly bodyHash: string;
  readonly survey: string;
  readonly version: number;
  readonly wave: string;
  readonly language: string;
  readonly mode: string;
  /** the version of the notice that the respondent read */
  readonly noticeVersion: string;
  readonly day: string;
  readonly receiptHash: string;
  /** JSON text of the answers */
  readonly raw: string;
  readonly marks?: readonly string[];
  /** the poster or link by which it came; of an answer with a code the code's own */
  readonly channel?: string | null;
  /** the hash of the code that lets it in: stored only if the code is there and unused, which it is then no more */
  readonly claim?: string | undefined;
  /** given while the survey was piloted: never counted */
  readonly pilot?: boolean | undefined;
}

/**
 * `known`: the identifier was there before; what was stored under it stays. `barred`: its code is none of the survey's, or
 * was used; nothing was stored.
 */
export type AppendOutcome =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'barred'; readonly used: boolean }
  | { readonly kind: 'known'; readonly bodyHash: string | null; readonly erased: boolean; readonly day: string | null };

export type KnownResponse = Extract<AppendOutcome, { kind: 'known' }>;

const insert = `
  INSERT INTO response
    (seq, id_hmac, body_hash, survey, version, wave, language, mode, notice_version, day, quality, receipt_hash, raw,
     pilot, channel)
  SELECT $1 + row."at", row.id, row.body, row.survey, row.version, row.wave, row.language, row.mode, row.notice,
    row.day, row.marks, row.receipt, row.raw, row.pilot, row.channel
  FROM (SELECT unnest(from_json($2, '[{"at": "BIGINT", "id": "UUID", "body": "UUID", "survey": "VARCHAR",
    "version": "INTEGER", "wave": "VARCHAR", "language": "VARCHAR", "mode": "VARCHAR", "notice": "VARCHAR", "day": "DATE",
    "marks": ["VARCHAR"], "receipt": "UUID", "raw": "VARCHAR", "pilot": "BOOLEAN",
    "channel": "VARCHAR"}]')) AS row)`;

/** Inserts entries as rows `first`, `first + 1`, … in one statement: from_json beat a row at a time from two rows on. */
export function insertResponses(session: Session, first: number, entries: readonly ResponseEntry[]): Promise<void> {
  return session.runPlanned(insert, [first, JSON.stringify(entries.map(rowOf))]);
}

function rowOf(entry: ResponseEntry, at: number) {
  return {
    at,
    id: entry.idHmac,
    body: entry.bodyHash,
    survey: entry.survey,
    version: entry.version,
    wave: entry.wave,
    language: entry.language,
    mode: entry.mode,
    notice: entry.noticeVersion,
    day: entry.day,
    marks: entry.marks ?? [],
    receipt: entry.receiptHash,
    raw: entry.raw,
    pilot: entry.pilot || null,
    channel: entry.channel ?? null,
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws TypeError when an entry would make the whole batch fail */
export function assertEntry(entry: ResponseEntry): void {
  const { idHmac, bodyHash, receiptHash, day, raw, claim = idHmac } = entry;
  const faulty = [idHmac, bodyHash, receiptHash, claim].find((id) => !uuid.test(id));
  if (faulty !== undefined) throw new TypeError(`an identifier must be a UUID in lower case; it is "${faulty}"`);
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) throw new TypeError(`a day must be YYYY-MM-DD; it is "${day}"`);
  if (!raw.isWellFormed()) throw new TypeError('the answers hold half of a surrogate pair');
}

/** The stored responses among these identifiers. One pass over the column serves all of them. */
export async function findResponses(
  connection: Connection,
  ids: readonly string[],
): Promise<Map<string, KnownResponse>> {
  const rows = await connection.rows<{ id: string; bodyHash: string | null; erased: boolean; day: string | null }>(
    `SELECT id_hmac::VARCHAR AS id, body_hash::VARCHAR AS "bodyHash", erased_on IS NOT NULL AS erased,
       day::VARCHAR AS day
     FROM response WHERE id_hmac IN (SELECT unnest(from_json($1, '["UUID"]')))`,
    [JSON.stringify(ids)],
  );
  return new Map(rows.map(({ id, ...known }) => [id, { kind: 'known', ...known }]));
}
