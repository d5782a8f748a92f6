import type { Code, Coding, CodingUnit, Language, RespondentLanguage, Suggestion } from '../../../survey/contract.ts';
import { api, ApiFault } from '../api.ts';
import { inWords } from '../language.ts';
import { messages } from '../messages.ts';
import type { ProblemDocument } from '../problem.ts';
import { randomId } from '../survey/draft.ts';
import { lengthOf, sliceOf, type Span } from './offset.ts';
import { afterUse, recentOf, type Recent } from './recent.ts';
import { linesOf, type CodeLine } from './tree.ts';
import { shortestAt } from './underline.ts';

/** Words to be coded. */
export interface Passage {
  /** apart from every other on the page */
  readonly key: string;
  readonly unit: CodingUnit;
  readonly text: string;
  /** null where it is not known */
  readonly language: RespondentLanguage | null;
}

/** What is chosen: words of one passage. */
export interface Chosen {
  readonly passage: Passage;
  readonly span: Span;
}

interface DeskOptions {
  readonly programme: string;
  readonly codes: readonly Code[];
  readonly codings: readonly Coding[];
  readonly language: () => Language;
}

const unitKey = (unit: CodingUnit): string =>
  unit.kind === 'statement' ? unit.statement : `${unit.response}:${unit.variable}`;

/** Somebody who codes: what is chosen, what was given, what the last act was. */
export class Desk {
  readonly #options: DeskOptions;
  readonly lines: readonly CodeLine[];
  readonly #labels: Readonly<Record<string, string>>;
  codings = $state.raw<readonly Coding[]>([]);
  recent = $state.raw<Recent>({ slots: [], used: [] });
  chosen = $state.raw<Chosen | null>(null);
  /** where the keyboard was last, so that it can go back there */
  at = $state.raw<Passage | null>(null);
  /** what is typed into the box */
  typed = $state('');
  problem = $state.raw<ProblemDocument | null>(null);
  /** what was done last, in words */
  said = $state('');
  /** what was dropped last */
  dropped = $state.raw<{ readonly coding: Coding; readonly passage: Passage } | null>(null);
  proposals = $state.raw<Readonly<Record<string, readonly Suggestion[]>>>({});
  #asked: readonly string[] = [];

  constructor(options: DeskOptions) {
    this.#options = options;
    this.lines = linesOf(options.codes, options.language());
    this.#labels = Object.fromEntries(options.codes.map(({ id, labels }) => [id, inWords(labels, options.language())]));
    this.codings = options.codings;
    this.recent = recentOf(
      options.codings.map(({ code }) => code),
      this.lines.map(({ code }) => code.id),
    );
  }

  labelOf = (code: string): string => this.#labels[code] ?? code;
  codeOf = (id: string): Code | undefined => this.#options.codes.find((code) => code.id === id);
  of = (passage: Passage): Coding[] => this.codings.filter(({ unit }) => unitKey(unit) === passage.key);

  /** The words that a code would be given to: those that are chosen, else all of the passage. */
  chosenIn(passage: Passage): Span {
    return this.chosen?.passage.key === passage.key ? this.chosen.span : { start: 0, stop: lengthOf(passage.text) };
  }

  async give(code: string, passage: Passage, span: Span): Promise<boolean> {
    const body = { id: randomId(), programme: this.#options.programme, unit: passage.unit, code, ...span };
    return this.#attempt(async () => {
      const made = await this.#call<Coding>('/codings', 'POST', body);
      this.codings = [...this.codings.filter(({ id }) => id !== made.id), made];
      this.recent = afterUse(this.recent, code);
      this.#say('coding.given', code, sliceOf(passage.text, span));
      this.dropped = null;
    });
  }

  /** Gives the code of a digit. @returns whether there is one */
  async giveDigit(digit: number, passage: Passage): Promise<boolean> {
    const code = this.recent.slots[digit - 1];
    return code !== undefined && this.give(code, passage, this.chosenIn(passage));
  }

  async drop(coding: Coding, passage: Passage): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#call<null>(`/codings/${coding.id}`, 'DELETE');
      this.codings = this.codings.filter(({ id }) => id !== coding.id);
      this.#say('coding.droppedSaid', coding.code, coding.quote);
      this.dropped = coding.placed === 'sure' ? { coding, passage } : null;
    });
  }

  /** Drops the shortest coding that the chosen words touch; without words the only one that there is. */
  async dropAt(passage: Passage): Promise<boolean> {
    const sure = this.of(passage).filter(({ placed }) => placed === 'sure');
    const isChosen = this.chosen?.passage.key === passage.key;
    const found = isChosen || sure.length === 1 ? shortestAt(sure, this.chosenIn(passage)) : null;
    if (found) return this.drop(found, passage);
    if (sure.length > 0) this.said = messages(this.#options.language())('coding.chooseToDrop');
    return false;
  }

  /** Gives back what was dropped last. */
  async undo(): Promise<boolean> {
    if (!this.dropped) return false;
    const { coding, passage } = this.dropped;
    return this.give(coding.code, passage, { start: coding.start, stop: coding.stop });
  }

  /** Puts a coding that an edit moved on the words that are chosen. */
  async place(coding: Coding, { passage, span }: Chosen): Promise<boolean> {
    return this.#attempt(async () => {
      const placed = await this.#call<Coding>(`/codings/${coding.id}`, 'PUT', { start: span.start, stop: span.stop });
      const others = this.codings.filter(({ id }) => id !== coding.id && id !== placed.id);
      this.codings = [...others, placed];
      this.#say('coding.placedSaid', coding.code, sliceOf(passage.text, span));
    });
  }

  /** Asks once for what the words of a passage may be about. */
  async propose({ key, text, language }: Passage): Promise<void> {
    if (this.#asked.includes(key)) return;
    this.#asked = [...this.#asked, key];
    const own = this.#options.language();
    const body = { programme: this.#options.programme, text, language: language ?? own };
    const found = await this.#call<Suggestion[]>('/skill-suggestions', 'POST', body).catch(() => {
      this.#asked = this.#asked.filter((one) => one !== key);
      return null;
    });
    if (found) this.proposals = { ...this.proposals, [key]: found };
  }

  #say(key: 'coding.given' | 'coding.droppedSaid' | 'coding.placedSaid', code: string, quote: string): void {
    this.said = messages(this.#options.language())(key, { code: this.labelOf(code), quote: shortened(quote) });
  }

  async #attempt(work: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      const m = messages(this.#options.language());
      if (error instanceof ApiFault) this.problem = error.problem;
      else if (error instanceof TypeError)
        this.problem = { title: m('own.offline'), detail: m('access.offline'), status: 0, code: 'network' };
      else throw error;
      return false;
    }
  }

  #call<T>(path: string, method: 'POST' | 'PUT' | 'DELETE', body?: unknown): Promise<T> {
    return api<T>(path, { language: this.#options.language(), method, body });
  }
}

/** Enough of a quote to know it again. */
export const shortened = (quote: string, most = 60): string =>
  lengthOf(quote) <= most
    ? quote
    : `${[...quote]
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
