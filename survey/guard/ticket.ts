/** Start tickets: that, and when, a questionnaire was opened here. A ticket is never stored, and names nobody. */
import { createHmac, createSecretKey, randomBytes, timingSafeEqual } from 'node:crypto';

/** What is wrong with a ticket; a ticket is never a reason to refuse an answer. */
export type TicketMark = 'no_ticket' | 'bad_ticket' | 'late_ticket';

/** `seconds`: since it was issued, at most a minute too many; null where the ticket does not tell. */
export interface TicketJudgement {
  readonly mark: TicketMark | null;
  readonly seconds: number | null;
}

export interface Tickets {
  readonly issue: (survey: string, version: number) => string;
  readonly judge: (ticket: string | null | undefined, survey: string) => TicketJudgement;
}

const minute = 60_000;
const lifetime = 7 * 24 * 60 * minute;
const shape = /^1\.(\d{1,6})\.([0-9a-z]{1,9})\.([\w-]{11})\.([\w-]{22})$/;

/** @param key  the server's key */
export function createTickets(key: Buffer, now: () => Date): Tickets {
  const prepared = createSecretKey(key);
  const sign = (...facts: readonly (string | number)[]) =>
    createHmac('sha256', prepared)
      .update(`ticket:${JSON.stringify(facts)}`)
      .digest()
      .subarray(0, 16)
      .toString('base64url');
  return {
    issue: (survey, version) => {
      // to the minute: more would tell, of whoever keeps a ticket, when exactly the page was opened
      const at = Math.floor(now().getTime() / minute).toString(36);
      const nonce = randomBytes(8).toString('base64url');
      return ['1', version, at, nonce, sign(survey, String(version), at, nonce)].join('.');
    },
    judge: (ticket, survey) => {
      if (ticket === undefined || ticket === null || ticket === '') return { mark: 'no_ticket', seconds: null };
      const [, version = '', at = '', nonce = '', signature = ''] = shape.exec(ticket) ?? [];
      if (!isSame(signature, sign(survey, version, at, nonce))) return { mark: 'bad_ticket', seconds: null };
      const age = now().getTime() - Number.parseInt(at, 36) * minute;
      return age > lifetime ? { mark: 'late_ticket', seconds: null } : { mark: null, seconds: age / 1000 };
    },
  };
}

const isSame = (one: string, other: string) =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
