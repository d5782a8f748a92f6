/** What one version of an instrument says of answers, beside whether they are valid. */
import type { RespondentLanguage } from '../contract.ts';
import type { Definition } from '../definition/definition.ts';
import { compileEffort } from '../instrument/duration.ts';
import { compileRedaction } from './redact.ts';
import { compileStraight } from './straight.ts';

type Answers = Readonly<Record<string, unknown>>;

export interface AnswerChecks {
  /** The answers without e-mail addresses, telephone numbers and the like; the same object where there are none. */
  readonly redact: <T extends Answers>(answers: T) => T;
  readonly isStraight: (answers: Answers) => boolean;
  /** seconds under which nobody reads what was shown and answers it so */
  readonly leastSeconds: (answers: Answers, language: RespondentLanguage) => number;
}

/** Of the time that reading and tapping take: who is faster than a third of it has hardly read. */
const plausible = 0.3;

/** Compiled when first needed: most versions never meet an answer again. */
export function compileChecks(definition: Definition): AnswerChecks {
  const redact = compileRedaction(definition);
  const efforts = new Map<RespondentLanguage, ReturnType<typeof compileEffort>>();
  let isStraight: ReturnType<typeof compileStraight> | undefined;
  return {
    redact,
    isStraight: (answers) => (isStraight ??= compileStraight(definition))(answers),
    leastSeconds: (answers, language) => {
      const effort = efforts.get(language) ?? compileEffort(definition, language);
      efforts.set(language, effort);
      return plausible * 60 * effort(answers).minutes;
    },
  };
}
