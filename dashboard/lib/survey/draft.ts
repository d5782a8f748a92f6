import type { draftDays, Submission } from '../../../survey/contract.ts';
import { canKeep, dropSealed, keepSealed, readSealed } from './keep/sealed.ts';

// the contract itself would bring its schemas along, a tenth of the first visit
const days: typeof draftDays = 30;
/** in milliseconds */
const lasting = days * 86_400_000;

/** What a respondent has written and not yet sent. */
export interface Draft {
  /** chosen before the first send, so that a repeated send is known as the same */
  readonly id: string;
  readonly version: number;
  readonly answers: Record<string, unknown>;
  /** name of the page on the screen, or `review` */
  readonly step: string | null;
  /** the last body that left, in case its acknowledgement was lost on the way */
  readonly sent: Submission | null;
  /** what travels with the answers without being one */
  readonly beside?: Partial<Submission>;
  /** pages that were counted as reached */
  readonly reached?: readonly string[];
  /** the code under which it was also saved for another device */
  readonly code?: string;
  /** ms since 1970 of the last change */
  readonly keptAt?: number;
}

const key = (survey: string) => `fabbisogni.draft.${survey}`;
const hereKey = (survey: string) => `fabbisogni.here.${survey}`;

export const newDraft = (version: number): Draft => ({ id: randomId(), version, answers: {}, step: null, sent: null });

/**
 * Where the draft of one survey is kept: in the device's database, encrypted; in the tab's storage where there is no
 * such thing; nowhere on a computer that others use.
 */
export class DraftKeeper {
  readonly #survey: string;
  /** on a computer that others use */
  #isShared: boolean;
  /** writes go one after the other, so that the last one wins */
  #writes: Promise<unknown> = Promise.resolve();
  /** what is still on its way to the database */
  #pending: Draft | null = null;

  constructor(survey: string, isShared: boolean) {
    this.#survey = survey;
    this.#isShared = isShared;
  }

  get isShared(): boolean {
    return this.#isShared;
  }

  /** From now on memory only: what was kept goes. */
  async share(isShared: boolean): Promise<void> {
    if (isShared) await this.drop();
    this.#isShared = isShared;
  }

  /** The draft, and whether it is of this very tab; null where there is none, or one that is too old. */
  async read(now = Date.now()): Promise<{ draft: Draft; isHere: boolean } | null> {
    if (this.#isShared) return null;
    const survey = this.#survey;
    const left = parse(inTab(() => sessionStorage.getItem(key(survey))));
    const kept = left ?? (canKeep() ? await readSealed<Draft>('draft', survey).catch(() => null) : null);
    if (!kept) return null;
    if ((kept.keptAt ?? now) < now - lasting) {
      await this.drop();
      return null;
    }
    if (left && canKeep()) await this.#write(left);
    return { draft: kept, isHere: left !== null || inTab(() => sessionStorage.getItem(hereKey(survey))) === kept.id };
  }

  /** Keeps a draft with answers; one without is none. */
  keep(draft: Draft): Promise<unknown> {
    if (this.#isShared || Object.keys(draft.answers).length === 0) return Promise.resolve();
    inTab(() => sessionStorage.setItem(hereKey(this.#survey), draft.id));
    return this.#write({ ...draft, keptAt: Date.now() });
  }

  /** The page goes: what has not reached the database yet is left in the tab, and found there by the next page. */
  leave(): void {
    if (this.#pending && !this.#isShared) this.#keepInTab(this.#pending);
  }

  async drop(): Promise<void> {
    if (this.#isShared) return;
    this.#pending = null;
    for (const name of [key, hereKey]) inTab(() => sessionStorage.removeItem(name(this.#survey)));
    if (!canKeep()) return;
    this.#writes = this.#writes.then(() => dropSealed('draft', this.#survey)).catch(() => undefined);
    await this.#writes;
  }

  #write(draft: Draft): Promise<unknown> {
    this.#pending = draft;
    if (!canKeep()) return Promise.resolve(this.#keepInTab(draft));
    const write = async () => {
      // a later one is already waiting, or it was dropped meanwhile
      if (this.#pending !== draft) return;
      await keepSealed('draft', this.#survey, draft);
      inTab(() => sessionStorage.removeItem(key(this.#survey)));
      if (this.#pending === draft) this.#pending = null;
    };
    this.#writes = this.#writes.then(write).catch(() => this.#keepInTab(draft));
    return this.#writes;
  }

  #keepInTab(draft: Draft): void {
    inTab(() => sessionStorage.setItem(key(this.#survey), JSON.stringify(draft)));
  }
}

/** Some browsers refuse the tab's storage: then the page alone holds the draft. */
function inTab<T>(work: () => T): T | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function parse(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? 'null') as Draft | null;
    return draft?.id ? draft : null;
  } catch {
    return null;
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
