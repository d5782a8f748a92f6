/** Shapes of what participants of a focus group say themselves: ranking and form. Part of the contract of `survey`. */
import { z } from 'zod';
import { RespondentLanguage } from './contract-language.ts';
import { key, line, revision, someWords } from './contract-text.ts';

const day = z.iso.date();

export const Theme = z.strictObject({ key, label: line(120) });
export type Theme = z.infer<typeof Theme>;

/** Body of `PUT /api/focus-groups/{id}/ranking`. */
export const RankingChange = z.strictObject({
  revision,
  themes: z.array(Theme).min(3).max(12),
  state: z.enum(['open', 'closed']),
});
export type RankingChange = z.infer<typeof RankingChange>;

/** With fewer answers nothing of a ranking is told. */
export const fewestRankings = 5;

export const Ranking = z.object({
  ...RankingChange.shape,
  /** forms in which somebody ranked */
  answers: z.int(),
  /** points by theme (3, 2, 1) and firsts, once closed with at least five answers; else null */
  result: z
    .array(z.object({ key, points: z.int(), firsts: z.int() }))
    .readonly()
    .nullable(),
});
export type Ranking = z.infer<typeof Ranking>;

/** What the participants' form shows: by the session's token, without an account. */
export const FeedbackForm = z.object({
  programme: key,
  title: z.string(),
  heldOn: day,
  language: RespondentLanguage,
  /** false once the session is closed */
  open: z.boolean(),
  /** null before the moderator reads the themes back, and after the ranking is closed */
  themes: z.array(Theme).readonly().nullable(),
});
export type FeedbackForm = z.infer<typeof FeedbackForm>;

/** Body of `POST /api/feedback/{token}`: the same id again changes what was sent, until the ranking is closed. */
export const Feedback = z.strictObject({
  id: z.uuidv4(),
  language: RespondentLanguage,
  mattered: someWords(1000).nullable(),
  missed: someWords(1000).nullable(),
  /** up to three keys of themes, the first first */
  ranked: z.array(key).max(3),
});
export type Feedback = z.infer<typeof Feedback>;

/** What a participant wrote. How that person ranked is told to nobody; only all of them together. */
export const FeedbackWords = Feedback.pick({ language: true, mattered: true, missed: true });
export type FeedbackWords = z.infer<typeof FeedbackWords>;
