/** What a respondent hands in, and what comes back. */
import { z } from 'zod';
import { RespondentLanguage } from './contract-language.ts';

/** Body of `POST /api/surveys/{id}/responses`; answers are checked against the definition afterwards. */
export const Submission = z.strictObject({
  id: z.uuidv4(),
  version: z.int().min(1),
  language: RespondentLanguage,
  /** a published version of the survey's notice: the one that was on the screen */
  noticeVersion: z.string().max(40),
  mode: z.enum(['web', 'assisted', 'paper']),
  ticket: z.string().max(500).nullable().optional(),
  /** the code of an invitation: it lets one answer in */
  token: z.string().max(200).nullable().optional(),
  /** what stands in the field that no person sees or reaches */
  trap: z.string().max(500).optional(),
  /** the poster or link by which somebody came; one that is not known is left out */
  channel: z.string().max(40).nullable().optional(),
  answers: z.record(z.string(), z.unknown()),
});
export type Submission = z.infer<typeof Submission>;

export const Acceptance = z.object({ id: z.string(), receipt: z.string(), receivedOn: z.iso.date() });
export type Acceptance = z.infer<typeof Acceptance>;

/** `GET /api/receipt`: what the holder of the code may see. */
export const OwnAnswers = z.object({
  survey: z.string(),
  version: z.int(),
  language: RespondentLanguage,
  receivedOn: z.iso.date(),
  revision: z.int(),
  correctUntil: z.iso.date(),
  /** whether they may still be corrected or erased today */
  correctable: z.boolean(),
  answers: z.record(z.string(), z.unknown()),
});
export type OwnAnswers = z.infer<typeof OwnAnswers>;

/** Body of `PUT /api/receipt`. */
export const Correction = z.strictObject({
  answers: z.record(z.string(), z.unknown()),
  language: RespondentLanguage.optional(),
});
export type Correction = z.infer<typeof Correction>;

export const Erasure = z.object({ erasedOn: z.iso.date(), proof: z.string() });
export type Erasure = z.infer<typeof Erasure>;

export * from './contract-entry.ts';
