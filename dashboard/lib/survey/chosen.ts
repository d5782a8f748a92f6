import type { Question, SurveyModel } from './engine.ts';

/** A skill that the respondent has chosen, in any area. */
export interface Chosen {
  readonly question: string;
  readonly value: string;
  readonly text: string;
}

interface Choosing extends Question {
  selectedChoices: { value: string; text: string }[];
}

/** Answers that name no skill. */
const apart = new Set(['none', 'other', 'refused', 'dont_know']);

/**
 * The skills chosen so far, when the page on the screen chooses some; none on other pages.
 * @param needs  the names of the questions that choose skills
 */
export function chosenSkills(model: SurveyModel, needs: readonly string[]): Chosen[] {
  const here = model.currentPage?.questions.some(({ name }: Question) => needs.includes(name)) ?? false;
  if (!here) return [];
  return needs.flatMap((question) => {
    // the questions of a repeated block are found in the block only
    const found = model.getQuestionByName(question) as Choosing | null;
    const skills = (found?.selectedChoices ?? []).filter(({ value }) => !apart.has(value));
    return skills.map(({ value, text }) => ({ question, value, text }));
  });
}

/** Takes one choice back. */
export function unchoose(model: SurveyModel, { question, value }: Chosen): void {
  const values = model.getQuestionByName(question).value as string[];
  model.getQuestionByName(question).value = values.filter((one) => one !== value);
}
