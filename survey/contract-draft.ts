/** Answers under way that wait for another device: encrypted in the browser, and nothing the server could read. */
import { z } from 'zod';

/** Days for which a draft is kept, on the device as on the server. */
export const draftDays = 30;
/** Longest ciphertext, in characters. */
export const longestDraft = 64 * 1024;

/** Body of `PUT /api/draft`. */
export const DraftSave = z.strictObject({
  survey: z.string().min(1).max(100),
  ciphertext: z
    .string()
    .min(1)
    .max(longestDraft)
    .regex(/^[A-Za-z0-9_-]+$/)
    .meta({
      description: 'base64url of 12 bytes of nonce and AES-256-GCM of the answers, under a key of the browser.',
    }),
});
export type DraftSave = z.infer<typeof DraftSave>;

/** What `PUT /api/draft` answers; the last day on which it opens. */
export const DraftKept = z.object({ expiresOn: z.iso.date() });
export type DraftKept = z.infer<typeof DraftKept>;

/** What `GET /api/draft` answers. */
export const KeptDraft = z.object({ survey: z.string(), ciphertext: z.string(), expiresOn: z.iso.date() });
export type KeptDraft = z.infer<typeof KeptDraft>;

/** The places of drafts by what the browser derived from the code of each. */
export interface DraftService {
  /**
   * Keeps a draft, in the place of the one that was there.
   * @throws Problem `draft_unknown`, `malformed`, `not_found`, `storage_unavailable`
   */
  save(lookup: string, body: unknown): Promise<DraftKept>;
  /** @throws Problem `draft_unknown` */
  open(lookup: string): Promise<KeptDraft>;
  /** Takes a draft away, whether or not there was one. @throws Problem `draft_unknown`, `storage_unavailable` */
  drop(lookup: string): Promise<void>;
  /** Takes away what has expired; asked often, it looks once a day. */
  purge(): Promise<void>;
}
