import type { Question } from '../definition/schema.ts';
import { choicesOf, type ChoiceItem } from '../definition/walk.ts';
import { never, type Conditions, type Run, type Test } from './run.ts';

type Choosing = Extract<Question, { choices: unknown }>;

/** One choice: whether it can be chosen now, and whether it stands alone. */
interface Option {
  readonly offered: ((run: Run, code: string) => boolean) | null;
  readonly exclusive: boolean;
}

export interface Options {
  readonly byCode: ReadonlyMap<string, Option>;
  /** every choice is hidden now */
  readonly noneOffered: Test;
}

/**
 * The choices of a question by code. A choice's own condition replaces the question's, as in survey-core.
 */
export function compileOptions(question: Choosing, conditions: Conditions): Options {
  const shown = itemTest(question.choicesVisibleIf, conditions);
  const option = (choice: ChoiceItem): Option => ({
    offered: itemTest(choice.visibleIf, conditions) ?? shown,
    exclusive: choice.isExclusive === true,
  });
  const byCode = new Map(choicesOf(question.choices).map((choice) => [choice.value, option(choice)]));
  const alone: Option = { offered: null, exclusive: true };
  if (question.showNoneItem) byCode.set('none', alone);
  if (question.showRefuseItem) byCode.set('refused', alone);
  return { byCode, noneOffered: noneOffered(question, conditions) };
}

function noneOffered(question: Choosing, conditions: Conditions): Test {
  if (!question.hideIfChoicesEmpty) return never;
  const shown = itemTest(question.choicesVisibleIf, conditions);
  const tests = choicesOf(question.choices).map(({ value, visibleIf }) => ({
    value,
    test: itemTest(visibleIf, conditions) ?? shown,
  }));
  return (run) => tests.every(({ value, test }) => test !== null && !test(run, value));
}

function itemTest(text: string | undefined, conditions: Conditions): ((run: Run, code: string) => boolean) | null {
  if (text === undefined) return null;
  const test = conditions.compile(text, never);
  return (run, code) => {
    run.scope.item = code;
    const result = test(run);
    run.scope.item = undefined;
    return result;
  };
}

/** The one choice of a radio group or a drop-down list. */
export function checkOne({ byCode }: Options): (value: unknown, run: Run, path: string) => void {
  return (value, run, path) => {
    if (typeof value !== 'string') return run.fault({ path, code: 'wrong_type', expected: 'choice' });
    checkOption(byCode.get(value), value, run, path);
  };
}

/** The choices of a check-box question: known, offered, each once, exclusive ones alone, as many as allowed. */
export function checkMany(
  { byCode }: Options,
  limits: { minSelectedChoices?: number | undefined; maxSelectedChoices?: number | undefined },
): (value: unknown, run: Run, path: string) => void {
  const { minSelectedChoices: least = 0, maxSelectedChoices: most = Infinity } = limits;
  return (value, run, path) => {
    if (!Array.isArray(value)) return run.fault({ path, code: 'wrong_type', expected: 'choices' });
    if (value.length > byCode.size)
      return run.fault({ path, code: 'too_many_choices', limit: Math.min(most, byCode.size) });
    const alone = checkEach(value, byCode, run, path);
    if (alone !== null && value.length > 1) run.fault({ path, code: 'exclusive_choice', value: alone });
    if (value.length > most) run.fault({ path, code: 'too_many_choices', limit: most });
    if (value.length < least && alone === null) run.fault({ path, code: 'too_few_choices', limit: least });
  };
}

/** @returns a chosen code that stands alone, or null */
function checkEach(values: readonly unknown[], byCode: Options['byCode'], run: Run, path: string): string | null {
  let alone: string | null = null;
  for (let index = 0; index < values.length; index++) {
    const code = values[index];
    if (typeof code !== 'string') {
      run.fault({ path, code: 'wrong_type', expected: 'choices' });
      continue;
    }
    const option = byCode.get(code);
    if (option?.exclusive) alone = code;
    if (values.indexOf(code) !== index) run.fault({ path, code: 'choice_twice', value: code });
    else checkOption(option, code, run, path);
  }
  return alone;
}

function checkOption(option: Option | undefined, code: string, run: Run, path: string): void {
  if (!option || (option.offered && !option.offered(run, code)))
    run.fault({ path, code: 'unknown_choice', value: code });
}
