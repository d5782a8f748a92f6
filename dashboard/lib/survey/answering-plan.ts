import type { RespondentLanguage, Submission, SurveySummary } from '../../../survey/contract.ts';
import { api } from '../api.ts';
import type { FirstPage } from './first-question.ts';

/** What an answering needs to know of its page. */
export interface Plan {
  readonly id: string;
  readonly version: number;
  readonly minutes: number;
  readonly state: SurveySummary['state'];
  readonly noticeVersion: string;
  readonly minors: SurveySummary['minors'];
  /** what the server drew of the first page, if it drew some */
  readonly first: FirstPage | null;
  /** on a computer that others use: nothing is kept */
  readonly isShared: boolean;
  readonly language: () => RespondentLanguage;
  /** remembers a step in the browser's history; undefined is the start */
  readonly remember: (step: string | undefined, replace?: boolean) => Promise<void>;
}

/** `offered`: a draft of another day lies here; `elsewhere`: another tab has the survey open; `left`: its answers wait. */
export type Stage = 'start' | 'offered' | 'resuming' | 'questions' | 'elsewhere' | 'left' | 'done';

/** Counts that a page was reached, without anybody's id; a count may get lost. */
export function countPage({ id, version, language }: Plan, page: string): void {
  const body = { version, page };
  api(`/surveys/${id}/progress`, { language: language(), method: 'POST', body }).catch(() => undefined);
}

/** The answers that an instrument still asks for: a draft may be of an earlier version. */
export function fitting(answers: Record<string, unknown>, definition: object): Record<string, unknown> {
  const text = JSON.stringify(definition);
  const asked = (name: string) => text.includes(JSON.stringify(name.replace(/-Comment$/, '')));
  return Object.fromEntries(Object.entries(answers).filter(([name]) => asked(name)));
}

/** YYYY-MM-DD, as this device has it. */
export const today = (): string => new Intl.DateTimeFormat('en-CA').format(new Date());

/** What is handed in. `beside`: what travels with the answers. */
export function submissionOf(
  { version, noticeVersion, language }: Plan,
  id: string,
  beside: Partial<Submission>,
  answers: Submission['answers'],
): Submission {
  return { id, version, language: language(), noticeVersion, mode: 'web', ...beside, answers };
}

/**
 * What travels with the answers of a draft: its ticket tells since when it is, and the code of a link that was opened just
 * now comes before one of then.
 */
export const restored = (
  { token, channel }: Partial<Submission>,
  kept: Partial<Submission> = {},
): Partial<Submission> => ({ ...kept, ...(token && { token }), ...(channel && { channel }) });
