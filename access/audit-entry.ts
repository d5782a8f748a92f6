/** One entry of the audit as it is stored, and the keyed hash that ties it to the one before. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import type { AuditEntry } from '../access.ts';

/** What was noted. */
export interface Content {
  readonly day: string;
  readonly moment: string | null;
  readonly who: string | null;
  readonly action: string;
  readonly programme: string | null;
  readonly object: string;
  /** JSON text */
  readonly detail: string;
}

/** Where it stands. */
export interface Place {
  readonly seq: number;
  /** seq of the first entry of the same transaction */
  readonly batch: number;
  /** hash of the entry before */
  readonly previous: string;
}

export interface Stored extends Content, Place {
  readonly hash: string;
}

/** The end of a chain: what the next entry hangs on. */
export interface Link {
  readonly seq: number;
  readonly hash: string;
}

/** Before the first entry. */
export const start: Link = { seq: 0, hash: '0'.repeat(64) };

/** Signs texts with a key of the audit's own, made from the server's. */
export type Sign = (text: string) => string;

/** @param key  the server's key */
export function signer(key: Buffer): Sign {
  const own = createHmac('sha256', key).update('audit').digest();
  const prepared: KeyObject = createSecretKey(own);
  return (text) => createHmac('sha256', prepared).update(text).digest('hex');
}

/** The hash of an entry: HMAC-SHA-256 of its content, its place and the hash before it, in one order, as JSON. */
export function hashOf(sign: Sign, content: Content, { seq, batch, previous }: Place): string {
  const { day, moment, who, action, programme, object, detail } = content;
  return sign(JSON.stringify(['entry', seq, batch, day, moment, who, action, programme, object, detail, previous]));
}

/** @throws TypeError when a word is not an identifier: a sentence has no place in the audit */
export function contentOf(entry: AuditEntry, day: string, now: Date): Content {
  const { who, action, programme, object, detail = {} } = entry;
  const named = Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1));
  for (const word of [who, action, programme, object, ...named.flat()]) assertIdentifier(word);
  const moment = ofRespondents.has(action) ? null : `${now.toISOString().slice(0, 19)}Z`;
  return { day, moment, who, action, programme, object, detail: JSON.stringify(Object.fromEntries(named)) };
}

/** Nothing finer than the day is kept of a respondent. */
const ofRespondents: ReadonlySet<string> = new Set(['response.erase']);

/** Neither spaces nor what a spreadsheet would take for a formula. */
const identifier = /^[\p{L}\p{N}._/:][\p{L}\p{N}._/:@+,;=*()|-]{0,199}$/u;

function assertIdentifier(word: unknown): void {
  if (typeof word !== 'string' || identifier.test(word)) return;
  throw new TypeError('the audit takes identifiers and counts; it was given another text');
}
