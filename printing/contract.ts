/** What pages and routes may know of printing: shapes, and nothing that runs. */
import { z } from 'zod';
import type { Person } from '../access.ts';

/** Body of `POST /api/papers`: one brief, all of them as a packed file, or the report. */
export const PaperOrder = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('brief'),
    programme: z.string().max(60),
    territory: z.string().max(60),
    language: z.enum(['it', 'en']),
  }),
  z.strictObject({ kind: z.literal('briefs'), programme: z.string().max(60), language: z.enum(['it', 'en']) }),
  z.strictObject({ kind: z.literal('report'), programme: z.string().max(60), language: z.enum(['it', 'en']) }),
]);
export type PaperOrder = z.infer<typeof PaperOrder>;

/**
 * `done` of `of` documents are made. `file` when it is done; `problem` is the code of what went wrong. It is kept for a
 * while, for whoever ordered it.
 */
export const PaperJob = z.object({
  id: z.string(),
  kind: z.enum(['brief', 'briefs', 'report']),
  programme: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'cancelled']),
  done: z.int(),
  of: z.int(),
  problem: z.string().nullable(),
  file: z.object({ name: z.string(), type: z.string(), bytes: z.int() }).nullable(),
});
export type PaperJob = Readonly<z.infer<typeof PaperJob>>;

/** A territory that has a brief. */
export const BriefPlace = z.object({ code: z.string(), name: z.string() });
export type BriefPlace = z.infer<typeof BriefPlace>;

/** Papers as files, one order after the other. Another person's order is `not_found`. */
export interface Printing {
  /** whether there is a browser that prints */
  readonly available: boolean;
  /** @throws Problem sign_in_needed, malformed, not_found, browser_missing, printing_busy */
  order(who: Person | null, body: unknown): Promise<PaperJob>;
  /** @throws Problem sign_in_needed, not_found */
  job(who: Person | null, id: string): PaperJob;
  /** Stops an order, wherever it is; one that is over stays as it is. */
  cancel(who: Person | null, id: string): PaperJob;
  /** @throws Problem sign_in_needed, not_found, not_printed */
  file(who: Person | null, id: string): { readonly path: string; readonly name: string; readonly type: string };
}
