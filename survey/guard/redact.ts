/** Takes out of free text what would tell who wrote it. */
import type { Definition, Question } from '../definition/definition.ts';
import { placedQuestions } from '../definition/walk.ts';
import { redactPersonal } from '../personal.ts';

type Answers = Readonly<Record<string, unknown>>;

const isText = (question: Question) =>
  question.type === 'comment' || (question.type === 'text' && question.inputType !== 'number');

/** Compiles the redaction of an instrument's free texts, those in repeated blocks too. Codes and numbers are not looked at. */
export function compileRedaction(definition: Definition): <T extends Answers>(answers: T) => T {
  const questions = placedQuestions(definition).map(({ question }) => question);
  const texts = questions.filter(isText).map(({ name }) => name);
  const blocks = questions.flatMap((question): [string, string[]][] => {
    if (question.type !== 'paneldynamic') return [];
    const inner = question.templateElements.filter(isText).map(({ name }) => name);
    return inner.length > 0 ? [[question.name, inner]] : [];
  });
  return (answers) => {
    const own = redacted(answers, texts);
    return blocks.reduce((result, [name, inner]) => {
      const list = result[name];
      if (!Array.isArray(list)) return result;
      const clean = (list as Answers[]).map((block) => redacted(block, inner));
      return clean.some((block, at) => block !== list[at]) ? { ...result, [name]: clean } : result;
    }, own);
  };
}

function redacted<T extends Answers>(answers: T, names: readonly string[]): T {
  const changes = names.flatMap((name): [string, string][] => {
    const value = answers[name];
    if (typeof value !== 'string') return [];
    const clean = redactPersonal(value);
    return clean === value ? [] : [[name, clean]];
  });
  return changes.length === 0 ? answers : { ...answers, ...Object.fromEntries(changes) };
}
