/**
 * What SurveyJS does again and again for nothing: at each answer it runs the conditions of all choices of all questions,
 * for Basilicata's citizens 800 choices, and it parses anew each condition that many of them share.
 */
import type { SurveyModel } from 'survey-core';
import { ConditionRunner, ConditionsParser, QuestionSelectBase } from 'survey-core';

type Operand = ReturnType<ConditionsParser['parseExpression']>;

/** What is protected in SurveyJS's declarations, or missing there. */
interface Choosing {
  readonly name: string;
  readonly survey: unknown;
  readonly parentQuestion: unknown;
  readonly choicesVisibleIf: string;
  readonly choices: readonly { readonly visibleIf?: string; readonly enableIf?: string }[];
  runItemsCondition(properties: unknown): boolean;
  runItemsEnableCondition(properties: unknown): void;
}

/** From now on: parses each condition once, and runs those of choices only when an answer changes that they read. */
export function spare(): void {
  parseOnce();
  const choosing = QuestionSelectBase.prototype as unknown as Choosing;
  const { runItemsCondition, runItemsEnableCondition } = choosing;
  choosing.runItemsCondition = function (properties) {
    return mayChange(this) && runItemsCondition.call(this, properties);
  };
  choosing.runItemsEnableCondition = function (properties) {
    if (mayChange(this)) runItemsEnableCondition.call(this, properties);
  };
}

/** What is parsed keeps nothing of its runs: survey/condition.ts relies on it, too. */
function parseOnce(): void {
  const parser = ConditionsParser.prototype;
  const parse = Reflect.get(parser, 'parseExpression') as (this: ConditionsParser, text: string) => Operand;
  const parsed = new Map<string, Operand>();
  parser.parseExpression = function (text) {
    const known = parsed.get(text);
    if (known) return known;
    const operand = parse.call(this, text);
    if (operand) parsed.set(text, operand);
    return operand;
  };
}

const readBy = new WeakMap<Choosing, ReadonlySet<string>>();

/** Whether the choices may differ after what is changing now; a block that repeats has its own answers: always. */
function mayChange(question: Choosing): boolean {
  const changed = (question.survey as SurveyModel | null)?.getValueChangedKeys() as object | undefined;
  if (!changed || question.parentQuestion) return true;
  const read = readBy.get(question) ?? readings(question);
  readBy.set(question, read);
  return Object.keys(changed).some((name) => read.has(name.toLowerCase()));
}

/** The questions that the choices of one depend on; also itself, since only so many may be ticked. */
function readings({ name, choices, choicesVisibleIf }: Choosing): Set<string> {
  const conditions = new Set([
    choicesVisibleIf,
    ...choices.flatMap(({ visibleIf, enableIf }) => [visibleIf, enableIf]),
  ]);
  const variables = [...conditions].flatMap((one) => (one ? new ConditionRunner(one).getVariables() : []));
  const questions = variables.map((variable) => variable.replace(/^[#$]/, '').split(/[.[]/)[0]!);
  return new Set([name, ...questions].map((one) => one.toLowerCase()));
}
