import type { Question, SurveyModel } from './engine.ts';

/** An answer as its holder reads it: the question, and the words of what was chosen or written. */
export interface Answered {
  readonly name: string;
  readonly question: string;
  /** empty when nothing was answered; one entry a choice */
  readonly answer: readonly string[];
}

export interface AnsweredPage {
  readonly name: string;
  readonly title: string;
  readonly answers: readonly Answered[];
}

/** Every question that is shown, with its answer in words, page by page. */
export function answersInWords(model: SurveyModel): AnsweredPage[] {
  return model.visiblePages
    .map((page) => ({
      name: page.name,
      title: page.processedTitle,
      answers: page.questions.filter((question) => question.isVisible).flatMap(answered),
    }))
    .filter((page) => page.answers.length > 0);
}

interface Repeated extends Question {
  panels: { processedTitle: string; questions: Question[] }[];
}
interface Choosing extends Question {
  selectedChoices: { text: string }[];
}
interface Grid extends Question {
  visibleRows: { text: string; value: unknown }[];
  visibleColumns: { value: unknown; text: string }[];
}

function answered(question: Question): Answered[] {
  const type = question.getType();
  if (type === 'paneldynamic') return repeated(question as Repeated);
  const own = (answer: string[]) => [{ name: question.name, question: question.processedTitle, answer }];
  if (question.isEmpty()) return own([]);
  if (type === 'checkbox') return own((question as Choosing).selectedChoices.map(({ text }) => text));
  if (type === 'matrix') return own(gridRows(question as Grid));
  return own([String(question.displayValue)]);
}

function repeated(question: Repeated): Answered[] {
  return question.panels.flatMap((panel, index) =>
    panel.questions
      .filter((inner) => inner.isVisible)
      .flatMap(answered)
      .map((entry) => ({ ...entry, name: question.name, question: `${index + 1}. ${entry.question}` })),
  );
}

function gridRows({ visibleRows, visibleColumns }: Grid): string[] {
  return visibleRows.map((row) => {
    const column = visibleColumns.find(({ value }) => value === row.value);
    return `${row.text}: ${column?.text ?? '–'}`;
  });
}
