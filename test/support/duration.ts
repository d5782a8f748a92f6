import type { Question, SurveyModel } from 'survey-core';
import type { Definition } from '../../survey/definition/definition.ts';
import { modelOf } from './instrument.ts';

/** What filling in a questionnaire takes, counted from what SurveyJS puts on the screen: the judge of our own count. */
export interface Effort {
  readonly words: number;
  readonly taps: number;
  readonly minutes: number;
}

const wordsAMinute = 200;
/** Seconds: a tap, "next", finding the municipality, another long list, writing a number. */
const [tap, next, municipality, longList, number] = [1.5, 1, 6, 5, 2];

/**
 * The effort of a respondent with these answers: every word of every question and choice that was shown is read, which
 * is more than people do.
 */
export function effortOnScreen(definition: Definition, answers: Readonly<Record<string, unknown>>): Effort {
  const model = modelOf(definition);
  model.data = structuredClone(answers);
  const questions = model.visiblePages.flatMap((page) => page.questions.filter(({ isVisible }) => isVisible));
  const asked = questions.flatMap((question) => [question, ...insideOf(question)]);
  const words = sum(asked.map(wordsOf));
  const taps = sum(asked.map(tapsOf)) + pagesOf(model);
  const seconds = (words / wordsAMinute) * 60 + sum(asked.map(secondsOf)) + pagesOf(model) * next;
  return { words, taps, minutes: seconds / 60 };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const pagesOf = (model: SurveyModel) => model.visiblePages.length;

interface Choosing {
  readonly visibleChoices?: readonly { readonly text: string }[];
}
const isList = (question: Question) => question.getType() === 'dropdown';

function insideOf(question: Question): Question[] {
  const { panels } = question as unknown as { panels?: { questions: Question[] }[] };
  return (panels ?? []).flatMap((panel) => panel.questions.filter(({ isVisible }) => isVisible));
}

function wordsOf(question: Question): number {
  const choices = isList(question) ? [] : ((question as unknown as Choosing).visibleChoices ?? []);
  const texts = [question.processedTitle, question.locDescription.renderedHtml, ...choices.map(({ text }) => text)];
  return sum(texts.map((text) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length));
}

function tapsOf(question: Question): number {
  if (question.isEmpty()) return 0;
  return question.getType() === 'checkbox' ? (question.value as unknown[]).length : 1;
}

function secondsOf(question: Question): number {
  if (question.isEmpty()) return 0;
  if (isList(question)) return question.name === 'territory' ? municipality : longList;
  if (question.getType() === 'text') return number;
  return ['checkbox', 'radiogroup', 'rating', 'boolean'].includes(question.getType()) ? tapsOf(question) * tap : 0;
}
