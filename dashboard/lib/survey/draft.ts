import type { Submission } from '../../../survey/contract.ts';

/** What a respondent has written and not yet sent; it stays in this tab and goes when the tab is closed. */
export interface Draft {
  /** chosen before the first send, so that a repeated send is known as the same */
  readonly id: string;
  readonly version: number;
  readonly answers: Record<string, unknown>;
  /** name of the page on the screen, or `review` */
  readonly step: string | null;
  /** the last body that left, in case its acknowledgement was lost on the way */
  readonly sent: Submission | null;
  /** pages that were counted as reached */
  readonly reached?: readonly string[];
}

const key = (survey: string) => `fabbisogni.draft.${survey}`;

export const newDraft = (version: number): Draft => ({ id: randomId(), version, answers: {}, step: null, sent: null });

/** The draft of a survey, if this tab holds one for the version now in use. */
export function readDraft(survey: string, version: number): Draft | null {
  try {
    const draft = JSON.parse(sessionStorage.getItem(key(survey)) ?? 'null') as Draft | null;
    return draft?.version === version && draft.id ? draft : null;
  } catch {
    return null;
  }
}

/** Keeps the draft; a browser that refuses storage keeps it on the page only. */
export function keepDraft(survey: string, draft: Draft): void {
  try {
    sessionStorage.setItem(key(survey), JSON.stringify(draft));
  } catch {
    return;
  }
}

export function dropDraft(survey: string): void {
  try {
    sessionStorage.removeItem(key(survey));
  } catch {
    return;
  }
}

/** UUID version 4; `crypto.randomUUID` is missing where the address is not https. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
