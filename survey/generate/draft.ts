import type { RespondentLanguage } from '../contract.ts';
import type { Random } from '../random.ts';

/** Where a place lies. */
export interface Place {
  readonly province: string | null;
  readonly area: string | null;
}

type Answers = Record<string, unknown>;

/** One generated response under way: what was answered so far, and where the next random value comes from. */
export class Draft {
  readonly random: Random;
  readonly language: RespondentLanguage;
  readonly answers: Answers = {};
  /** the answers of the repeated block under way */
  block: Answers | undefined = undefined;
  /** known once the territory was answered */
  place: Place | undefined = undefined;
  /** grows with every answer */
  changes = 0;

  constructor(random: Random, language: RespondentLanguage) {
    this.random = random;
    this.language = language;
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
