import { readFileSync } from 'node:fs';
import type { Question } from 'survey-core';
import { SurveyModel } from 'survey-core';
import { expect, it } from 'vitest';
import { spare } from '../../dashboard/lib/survey/sparing.ts';
import { everyKindProgramme } from '../support/every-kind.ts';

interface Fields extends Question {
  readonly choices?: readonly unknown[];
  readonly visibleChoices?: readonly { value: unknown; isEnabled: boolean }[];
  addPanel?: () => void;
}

/** What is shown, and may be chosen, at one moment. */
const shown = (model: SurveyModel): string[] =>
  (model.getAllQuestions(false, false, true) as Fields[]).map(({ name, isVisible, value, visibleChoices = [] }) => {
    const choices = visibleChoices.map((choice) => `${String(choice.value)} ${choice.isEnabled}`);
    return JSON.stringify([name, isVisible, value, choices]);
  });

/** Answers each question with what it offers, from the first or the last choice on, and takes every third answer back. */
function conducted(definition: object, from: number): unknown[] {
  const model = new SurveyModel({ ...definition, clearInvisibleValues: 'onHidden' });
  const moments = [shown(model)];
  const act = (work: () => unknown) => {
    work();
    moments.push(shown(model));
  };
  for (let index = 0; index < model.getAllQuestions(false, false, true).length; index++) {
    const question = model.getAllQuestions(false, false, true)[index] as Fields;
    const values = (question.visibleChoices ?? []).map(({ value }) => value);
    if (question.addPanel) act(() => question.addPanel!());
    if (values.length === 0) continue;
    const isMany = question.getType() === 'checkbox';
    act(() => (question.value = isMany ? values.slice(from).slice(0, 4) : values.at(from)));
    if (index % 3 === 0) act(() => (question.value = isMany ? values.slice(0, 1) : values[0]));
  }
  // what was answered is taken back while its choices are read by later questions
  for (const question of model.getAllQuestions()) act(() => question.clearValue());
  return moments;
}

/** Without the orders that are drawn by lot. */
const read = (file: string) =>
  JSON.parse(readFileSync(file, 'utf8'), (key, value: unknown) =>
    key === 'choicesOrder' ? undefined : value,
  ) as object;
const instruments = [
  ['every kind', everyKindProgramme()['instruments/person.json'] as object] as const,
  // choices after what was ticked before, of one question and of several
  ...['data/programme/basilicata/instruments/firm.json', 'data/programme/moral/instruments/employers.json'].map(
    (file) => [file, read(file)] as const,
  ),
];

it('shows at every answer what SurveyJS shows that runs all conditions', () => {
  const conduct = () => instruments.map(([name, definition]) => ({ name, moments: conducted(definition, -3) }));
  const whole = conduct();
  spare();
  expect(conduct()).toEqual(whole);
});
