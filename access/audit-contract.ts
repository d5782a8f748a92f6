/** What routes, pages and commands may know of the audit: shapes, and nothing that runs. */
import { z } from 'zod';
import type { AuditEntry, Person } from '../access.ts';
import type { Transaction } from '../data/database.server.ts';

/** Where everything that counts is noted. */
export interface Audit {
  /**
   * Resolves when the entry is stored: with `tx`, it is stored or lost together with what it tells of; with null it is on
   * the disk. Never call it with null inside a `write`: it would wait for itself.
   */
  record(tx: Transaction | null, entry: AuditEntry): Promise<void>;
}

/**
 * Who is named beside the accounts: the command line, the program by itself, and nobody who is known (a respondent, a
 * sign-in that failed), for whom `who` is null.
 */
export const others = ['command', 'server', 'nobody'] as const;

const word = (length: number) =>
  z
    .string()
    .regex(/^[\w.:@-]+$/)
    .max(length);

/** What of the audit is asked for; days are inclusive. */
export const AuditFilter = z.strictObject({
  person: word(80).optional().meta({ description: 'An account; or `command`, `server`, `nobody`.' }),
  programme: word(60).optional(),
  action: word(60).optional(),
  from: z.iso.date().optional().meta({ description: 'First day.' }),
  to: z.iso.date().optional().meta({ description: 'Last day.' }),
});
export type AuditFilter = z.infer<typeof AuditFilter>;

/** `GET /api/admin/audit`: the newest first. */
export const AuditQuery = AuditFilter.extend({
  before: z.coerce.number().int().min(1).optional().meta({ description: '`next` of the page before.' }),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type AuditQuery = z.infer<typeof AuditQuery>;

export const AuditRow = z.object({
  seq: z.int(),
  /** in Italy's time */
  day: z.iso.date(),
  /** in UTC; null for what a respondent did */
  moment: z.iso.datetime().nullable(),
  who: z.string().nullable(),
  /** the name of the account, while there is one */
  name: z.string().nullable(),
  action: z.string(),
  programme: z.string().nullable(),
  object: z.string(),
  /** where the object is an account: its name, while there is one */
  objectName: z.string().nullable(),
  detail: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type AuditRow = z.infer<typeof AuditRow>;

export const AuditPage = z.object({ entries: z.array(AuditRow), next: z.int().nullable() });
export type AuditPage = z.infer<typeof AuditPage>;

/** What was done to an audit, at its first entry that is not as it was written. */
export const AuditFault = z.object({
  kind: z.enum(['edited', 'dropped', 'swapped', 'cut', 'added', 'head']).meta({
    description:
      'edited: its words are not those written; dropped: missing among others; swapped: it stands in the place of `with`; cut: the last ones are missing; added: not written by this program; head: the head file is missing, old or not ours.',
  }),
  /** number of the first entry concerned */
  seq: z.int(),
  /** last of the missing ones, or the entry it changed places with */
  with: z.int().nullable(),
});
export type AuditFault = z.infer<typeof AuditFault>;

/** `GET /api/admin/audit/verification`; `last` may be noted elsewhere, as proof of how far the audit reached. */
export const AuditVerdict = z.object({
  entries: z.int(),
  last: z.object({ seq: z.int(), hash: z.string() }),
  fault: AuditFault.nullable(),
});
export type AuditVerdict = z.infer<typeof AuditVerdict>;

/** What the last reading of the whole audit found. */
export interface AuditStanding extends AuditVerdict {
  /** when it was read, in UTC */
  readonly verifiedAt: string;
}

/** What a person may filter by: what stands in the part of the audit that the person may read. */
export interface AuditChoices {
  /** whether all programmes may be read at once */
  readonly everything: boolean;
  readonly programmes: readonly string[];
  /** accounts, and `command` or `server`, by name */
  readonly people: readonly { readonly id: string; readonly name: string | null }[];
  readonly actions: readonly string[];
}

/** Reading the audit, as far as the person's grants reach: without a programme named, all of them are asked for. */
export interface AuditService {
  /** @throws Problem `sign_in_needed`, `not_found`, `unknown_parameter` */
  page(person: Person | null, query: unknown): Promise<AuditPage>;
  /** @throws Problem `sign_in_needed`, `not_found` */
  choices(person: Person | null): Promise<AuditChoices>;
  /** The whole of what the filter lets through, as CSV in pieces; noted in the audit itself. */
  csv(person: Person | null, filter: unknown): Promise<AsyncIterable<string>>;
  /** Reads everything again; only for who may read all programmes. */
  verify(person: Person | null): Promise<AuditVerdict>;
  /** The same for a page that is opened often: what was read some minutes ago is not read again. */
  standing(person: Person | null): Promise<AuditStanding>;
}
