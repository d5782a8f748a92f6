import type {
  CheckReport,
  InstrumentDraft,
  Language,
  PublishedVersion,
  Sheet,
  TranslationOutcome,
} from '../../../survey/contract.ts';
import { api, ApiFault } from '../api.ts';
import type { ProblemDocument } from '../problem.ts';

/** How long a writer pauses before what is on the screen is checked. */
const pause = 700;

/** One editor at work on one instrument: the text on the screen, what is kept of it, and what the check says. */
export class Editing {
  readonly #path: string;
  readonly #language: () => Language;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = new AbortController();
  /** the file as it is on the screen; a file that was opened stays as it was until somebody types */
  text = $state('');
  sheet = $state() as Sheet;
  kept = $state.raw() as InstrumentDraft;
  report = $state.raw<CheckReport | null>(null);
  /** what the report is about */
  checked = $state.raw('');
  busy = $state<'no' | 'saving' | 'publishing' | 'translating'>('no');
  /** what somebody else kept meanwhile */
  conflict = $state.raw<InstrumentDraft | null>(null);
  problem = $state.raw<ProblemDocument | null>(null);
  published = $state.raw<PublishedVersion | null>(null);
  changed = $derived(
    this.text !== this.kept.definition || JSON.stringify(this.sheet) !== JSON.stringify(this.kept.sheet),
  );

  constructor(draft: InstrumentDraft, language: () => Language) {
    this.#path = `/instruments/${draft.programme}/${draft.instrument}`;
    this.#language = language;
    this.#take(draft);
  }

  /** The text as a text field gives it: its line ends are \n, those of the file stay what they were. */
  type(value: string): void {
    const windows = this.text.includes('\r\n');
    this.text = windows ? value.replaceAll(/\r?\n/g, '\r\n') : value;
    this.later();
  }

  /** @throws TypeError when the file is not UTF-8 */
  async open(file: File): Promise<void> {
    const bytes = await file.arrayBuffer();
    this.text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    await this.check();
  }

  /** Checks what is on the screen after a pause. */
  later(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.check(), pause);
  }

  async check(): Promise<void> {
    this.#asked.abort();
    this.#asked = new AbortController();
    const [{ signal }, definition] = [this.#asked, this.text];
    try {
      const body = { definition, sheet: $state.snapshot(this.sheet) };
      this.report = await this.#call<CheckReport>('/check', 'POST', body, signal);
      this.checked = definition;
    } catch (error) {
      if (!signal.aborted) this.#failed(error);
    }
  }

  async save(): Promise<boolean> {
    const change = { revision: this.kept.revision, definition: this.text, sheet: $state.snapshot(this.sheet) };
    return this.#during('saving', async () => {
      this.kept = await this.#call<InstrumentDraft>('', 'PUT', change);
      await this.check();
    });
  }

  async publish(): Promise<boolean> {
    return this.#during('publishing', async () => {
      const { revision } = this.kept;
      this.published = await this.#call<PublishedVersion>('/publish', 'POST', { revision });
    });
  }

  /** @param dry  says what would change, and changes nothing */
  async translate(csv: string, dry: boolean): Promise<TranslationOutcome | null> {
    let outcome: TranslationOutcome | null = null;
    await this.#during('translating', async () => {
      const query = `?revision=${this.kept.revision}${dry ? '&dry=1' : ''}`;
      const path = `${this.#path}/translation.csv${query}`;
      outcome = await api<TranslationOutcome>(path, { language: this.#language(), method: 'PUT', csv });
      if (!dry) await this.reload();
    });
    return outcome;
  }

  /** Mine over theirs, which was read now. */
  async keepMine(): Promise<void> {
    if (!this.conflict) return;
    this.kept = this.conflict;
    this.conflict = null;
    await this.save();
  }

  /** Theirs in place of mine. */
  async takeTheirs(): Promise<void> {
    if (!this.conflict) return;
    this.#take(this.conflict);
    this.conflict = null;
    await this.check();
  }

  async reload(): Promise<void> {
    this.#take(await this.#call<InstrumentDraft>('', 'GET'));
    await this.check();
  }

  #take(draft: InstrumentDraft): void {
    this.kept = draft;
    this.text = draft.definition;
    this.sheet = structuredClone(draft.sheet);
  }

  async #during(busy: Exclude<Editing['busy'], 'no'>, work: () => Promise<void>): Promise<boolean> {
    this.busy = busy;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      await this.#failed(error);
      return false;
    } finally {
      this.busy = 'no';
    }
  }

  /** What is on the screen stays there, whatever failed. */
  async #failed(error: unknown): Promise<void> {
    if (error instanceof ApiFault) {
      this.problem = error.problem;
      if (error.problem.code === 'revision_conflict') this.conflict = await this.#call<InstrumentDraft>('', 'GET');
    } else if (error instanceof TypeError) this.problem = { title: '', status: 0, code: 'network', detail: '' };
    else throw error;
  }

  #call<T>(path: string, method: 'GET' | 'PUT' | 'POST', body?: unknown, signal?: AbortSignal): Promise<T> {
    return api<T>(this.#path + path, { language: this.#language(), method, body, ...(signal && { signal }) });
  }
}
