/** "You said, we decided": what a survey found, what followed, what was declined and why. Part of the contract. */
import { z } from 'zod';
import type { Person } from '../access.ts';
import type { FigureRecord } from './contract.ts';

const words = (most: number) => z.string().trim().min(1).max(most);
const both = (most: number) => z.strictObject({ it: words(most), en: words(most) });

/** A finding rests on one published figure of the survey: shares, which its page draws. `plan`: an approved plan that follows. */
export const Said = z.strictObject({
  findings: z.array(z.strictObject({ title: both(160), text: both(800), figure: words(80) })).length(3),
  followed: z.array(z.strictObject({ what: both(600), plan: z.uuid().optional() })).max(12),
  declined: z.array(z.strictObject({ what: both(400), why: both(600) })).max(12),
});
export type Said = Readonly<z.infer<typeof Said>>;

/** `GET /api/surveys/{id}/said` */
export const PublishedSaid = z.object({
  survey: z.string(),
  version: z.int(),
  publishedOn: z.iso.date(),
  content: Said,
});
export type PublishedSaid = Readonly<z.infer<typeof PublishedSaid>>;

/** What is being written; anything may still be missing. */
export interface SaidDraft {
  readonly revision: number;
  readonly content: unknown;
}

/** A finding with what was published under the identifier of its figure. */
export interface SaidFigures {
  readonly said: PublishedSaid;
  readonly figures: readonly FigureRecord[];
}

type Who = Person | null;

export interface SaidService {
  /** The newest version of each survey, newest first. */
  all(): Promise<PublishedSaid[]>;
  /** @param version  the newest unless told @throws Problem not_found */
  one(survey: string, version?: number): Promise<PublishedSaid>;
  /** With its figures, as they were published. @throws Problem not_found */
  figured(survey: string, version?: number): Promise<SaidFigures>;
  versions(survey: string): Promise<{ version: number; publishedOn: string }[]>;
  /** @throws Problem not_found, sign_in_needed */
  draft(who: Who, survey: string): Promise<SaidDraft>;
  /** @throws Problem not_found, sign_in_needed, revision_conflict */
  keep(who: Who, survey: string, draft: SaidDraft): Promise<SaidDraft>;
  /** @throws Problem not_found, sign_in_needed, revision_conflict, said_faulty, unknown_figure */
  publish(who: Who, survey: string, revision: number): Promise<PublishedSaid>;
}
