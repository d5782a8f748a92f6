import type { Definition } from '../definition/schema.ts';
import { placedQuestions, type PlacedQuestion } from '../definition/walk.ts';
import { compileBlock } from './block.ts';
import type { AnswerFault } from './fault.ts';
import { both, compileSimple, type CompiledQuestion } from './question.ts';
import { always, compileCalculators, Conditions, Run, type Test } from './run.ts';
import { isRecord } from './value.ts';
import { walk } from './walk.ts';

export { answerFaultList, type AnswerFault } from './fault.ts';

/** What the validator found: the faults, and which questions were shown and left empty (for `encodeRecord`). */
export interface Verdict {
  readonly faults: readonly AnswerFault[];
  /** question names; inside a repeated block `block[0].question`, counted from 0 */
  readonly skipped: readonly string[];
}

export type Validator = (answers: unknown) => Verdict;

/** So many faults are named: enough for a person, not enough to make the answer larger than the question. */
const namedFaults = 100;

/**
 * Compiles the checks of a published version, once: types, ranges, choices, lengths, counts, required answers, and
 * which questions are shown. The validator is pure and may run on any number of answers; it takes unknown input.
 */
export function compileValidator(definition: Definition): Validator {
  const conditions = new Conditions();
  const calculators = compileCalculators(definition);
  const questions = placedQuestions(definition).map((placed) => compileQuestion(placed, conditions));
  const names = new Set(questions.map(({ name }) => name));
  return (answers) => {
    if (!isRecord(answers)) return { faults: [{ path: '', code: 'wrong_type', expected: 'answers' }], skipped: [] };
    const run = new Run(answers, calculators);
    for (const name of Object.keys(answers))
      if (!names.has(name)) run.fault({ path: name.slice(0, 60), code: 'unknown_question' });
    walk(questions, run, { prefix: '', read: (name) => run.answer(name), drop: (name) => run.drop(name) });
    return { faults: run.faults.slice(0, namedFaults), skipped: run.skipped };
  };
}

function compileQuestion({ question, containers }: PlacedQuestion, conditions: Conditions): CompiledQuestion {
  const around = containers.map(({ visibleIf }) => conditions.compile(visibleIf, always)).reduce(both, always as Test);
  if (question.type === 'paneldynamic') return compileBlock(question, around, conditions);
  return compileSimple(question, around, conditions);
}
