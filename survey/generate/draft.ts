import type { RespondentLanguage } from '../contract.ts';
import type { Random } from '../random.ts';

/** Where a place lies. */
export interface Place {
  readonly province: string | null;
  readonly area: string | null;
}

type Answers = Record<string, unknown>;

/** The language of a respondent in a territory; undefined before it was answered, or where it was not. */
export type Speak = (territory: string | undefined) => RespondentLanguage;

/** One generated response under way: what was answered so far, and where the next random value comes from. */
export class Draft {
  readonly random: Random;
  /** number of the response, from 0 */
  readonly index: number;
  readonly #speak: Speak;
  readonly answers: Answers = {};
  /** the answers of the repeated block under way */
  block: Answers | undefined = undefined;
  /** code of the territory, once it was answered */
  territory: string | undefined = undefined;
  /** known once the territory was answered */
  place: Place | undefined = undefined;
  /** grows with every answer */
  changes = 0;

  constructor(random: Random, speak: Speak, index = 0) {
    this.random = random;
    this.#speak = speak;
    this.index = index;
  }

  /** What is spoken where the respondent is. */
  get language(): RespondentLanguage {
    return this.#speak(this.territory);
  }

  /** Writes an answer, or takes it back, in the block under way or at the top. */
  answer(name: string, value: unknown): void {
    const target = this.block ?? this.answers;
    if (value === undefined && target[name] === undefined) return;
    this.changes += 1;
    if (value === undefined) Reflect.deleteProperty(target, name);
    else target[name] = value;
  }

  /** The answer to a question, that of the block first; `province` and `area` are of the respondent's place. */
  fact(name: string): unknown {
    const answer = this.block?.[name] ?? this.answers[name];
    if (answer !== undefined) return answer;
    return name === 'province' || name === 'area' ? this.place?.[name] : undefined;
  }
}
