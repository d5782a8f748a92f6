import { describe, expect, it } from 'vitest';
import { streams, type Random } from '../../survey/random.ts';
import { compileValidator } from '../../survey/validator/validator.ts';
import { choicesOf, placedQuestions } from '../../survey/definition/walk.ts';
import type { Definition, Question } from '../../survey/definition/definition.ts';
import { instrument } from '../support/answers.ts';
import { changeAnswer, formTakes, pick, walkForm } from '../support/respondent.ts';

type Answers = Record<string, unknown>;

/** Walks through the form, and changes to each; more with ORACLE_WALKS. */
const walks = Number(process.env['ORACLE_WALKS'] ?? 8);
const changes = 5;

/**
 * Two sides of one truth. What a finished form gives, we take. What survey-core refuses, we refuse. (It lets more pass
 * than we do: keys it does not know, values out of range, texts of any length.)
 */
describe.each(['citizen', 'firm'] as const)('the validator of the %s instrument', (name) => {
  const definition = instrument(name);
  const validate = compileValidator(definition);
  const stream = streams(`oracle ${name}`);
  const walked = Array.from({ length: walks }, (_, number) => walkForm(definition, stream(number)));
  const finished = walked.filter((answers) => answers !== null);

  it('takes whatever the finished form gives', () => {
    expect(finished.length).toBeGreaterThan(walks / 2);
    for (const answers of finished) expect([validate(answers).faults, answers]).toEqual([[], answers]);
  });

  it('takes what the form gives after somebody went back and changed an answer', () => {
    finished.forEach((answers, number) => {
      const changed = changeAnswer(definition, answers, stream(1_000_000 + number));
      if (changed) expect([validate(changed).faults, changed]).toEqual([[], changed]);
    });
  });

  it('refuses whatever survey-core refuses', () => {
    const random = stream(2_000_000);
    const changed = finished.flatMap((answers) =>
      Array.from({ length: changes }, () => changedAnswers(definition, answers, random)),
    );
    const refused = changed.filter((answers) => !formTakes(definition, answers));
    expect(refused.length).toBeGreaterThan(0);
    for (const answers of refused) expect([validate(answers).faults.length > 0, answers]).toEqual([true, answers]);
  });
});

/** One thing is otherwise: an answer gone, another listed choice, one more tick, an answer where none was. */
function changedAnswers(definition: Definition, answers: Answers, random: Random): Answers {
  const questions = placedQuestions(definition).map(({ question }) => question);
  const question = questions[pick(random, questions.length)]!;
  if (question.type === 'paneldynamic') return changedBlocks(question, answers, random);
  return changedOne(question, answers, random);
}

function changedOne(question: Question, answers: Answers, random: Random): Answers {
  const { [question.name]: old, ...others } = answers;
  if (old !== undefined && random.next() < 0.3) return others;
  return { ...others, [question.name]: listedValue(question, old, random) };
}

function changedBlocks(
  question: Extract<Question, { type: 'paneldynamic' }>,
  answers: Answers,
  random: Random,
): Answers {
  const blocks = answers[question.name] as Answers[];
  const place = pick(random, blocks.length);
  const inner = question.templateElements[pick(random, question.templateElements.length)]!;
  const changed = blocks.map((block, at) => (at === place ? changedOne(inner, block, random) : block));
  return { ...answers, [question.name]: changed };
}

function listedValue(question: Question, old: unknown, random: Random): unknown {
  if (question.type === 'comment') return 'Un’altra cosa.';
  if (question.type === 'text') return question.inputType === 'number' ? pick(random, 6) : 'altro';
  if (!('choices' in question)) return old;
  const codes = choicesOf(question.choices).map(({ value }) => value);
  const code = codes[pick(random, codes.length)]!;
  if (question.type !== 'checkbox') return code;
  const kept = Array.isArray(old) && random.next() < 0.5 ? (old as string[]).slice(0, 2) : [];
  return kept.includes(code) ? kept : [...kept, code];
}
