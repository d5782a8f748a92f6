import { readFileSync } from 'node:fs';
import { parseDefinition, type Definition, type Question } from '../../survey/definition/definition.ts';
import { choicesOf, placedQuestions } from '../../survey/definition/walk.ts';
import type { Random } from '../../survey/random.ts';
import type { AnswerFault, Validator } from '../../survey/validator/validator.ts';

type Answers = Record<string, unknown>;

/** An instrument of the Basilicata programme, as it ships. */
export function instrument(name: 'citizen' | 'firm'): Definition {
  return parseDefinition(JSON.parse(readFileSync(`data/programme/basilicata/instruments/${name}.json`, 'utf8')));
}

/**
 * Right answers by question and fault: what is missing is answered at random, what is wrong is taken out, until the
 * validator is content. Quick, where walking the real form takes seconds; it says nothing about the validator itself.
 */
export function rightAnswers(definition: Definition, validate: Validator, random: Random): Answers {
  const questions = new Map(placedQuestions(definition).map(({ question }) => [question.name, question]));
  let answers: Answers = {};
  for (let round = 0; round < 3_000; round++) {
    const [fault] = validate(answers).faults;
    if (!fault) return answers;
    answers = mend(answers, fault, questions, random);
  }
  throw new Error('no right answers were found in 3,000 rounds');
}

function mend(answers: Answers, fault: AnswerFault, questions: ReadonlyMap<string, Question>, random: Random): Answers {
  const [, name = '', block, inner] = /^(\w+)(?:\[(\d+)\](?:\.(\w+))?)?$/.exec(fault.path) ?? [];
  const question = questions.get(name)!;
  if (question.type !== 'paneldynamic') return { ...without(answers, name), ...filled(question, fault, random) };
  const blocks = (answers[name] ?? [{ [question.templateElements[0]!.name]: 'none' }]) as Answers[];
  const element = question.templateElements.find((one) => one.name === inner);
  const mended = blocks.map((old, index) =>
    index === Number(block) && element ? { ...without(old, element.name), ...filled(element, fault, random) } : old,
  );
  return { ...answers, [name]: mended };
}

function without(answers: Answers, name: string): Answers {
  const { [name]: _, ...others } = answers;
  return others;
}

function filled(question: Question, fault: AnswerFault, random: Random): Answers {
  return fault.code === 'hidden_answer' ? {} : { [question.name]: valueOf(question, random) };
}

const pick = (random: Random, below: number) => Math.floor(random.next() * below);

function valueOf(question: Question, random: Random): unknown {
  if (question.type === 'text') return question.inputType === 'number' ? 1 + pick(random, 4) : 'testo';
  if (question.type === 'comment') return 'Un corso di sera, per favore.';
  if (question.type === 'boolean') return random.next() < 0.5;
  if (!('choices' in question)) throw new Error(`${question.type} is not in these instruments`);
  const codes = choicesOf(question.choices).map(({ value }) => value);
  if (question.type !== 'checkbox') return codes[pick(random, codes.length)];
  const most = Math.min(question.maxSelectedChoices ?? 3, 3);
  return [...new Set(Array.from({ length: 1 + pick(random, most) }, () => codes[pick(random, codes.length)]))];
}
