import { readFileSync } from 'node:fs';
import { Serializer, SurveyModel, surveyLocalization, type QuestionPanelDynamicModel } from 'survey-core';
import 'survey-core/i18n/italian';
import type { RespondentLanguage } from '../../survey/contract.ts';
import { parseDefinition, type Definition, type Question } from '../../survey/definition/definition.ts';

// As the page does: the key `default` of an instrument's texts is Italian.
surveyLocalization.defaultLocale = 'it';
// A codebook entry of type `text` is not a question: keep it as it stands.
Serializer.addProperty('question', {
  name: 'codebook',
  type: 'value',
  onSetValue: (question: { setPropertyValue: (name: string, value: unknown) => void }, value: unknown) =>
    question.setPropertyValue('codebook', value),
});

const folder = new URL('../../data/programme/basilicata/', import.meta.url);

/** A file of the programme folder, not yet trusted. */
export const programmeFile = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));

export const definitionOf = (instrument: 'citizen' | 'firm'): Definition =>
  parseDefinition(programmeFile(`instruments/${instrument}.json`));

/** Every question, those of repeated blocks included. */
export function questionsOf(definition: Definition): Question[] {
  const open = (elements: Definition['pages'][number]['elements']): Question[] =>
    elements.flatMap((element) => {
      if (element.type === 'panel') return open(element.elements);
      return element.type === 'paneldynamic' ? [element, ...element.templateElements] : [element];
    });
  return definition.pages.flatMap(({ elements }) => open(elements));
}

export function modelOf(definition: Definition, locale: RespondentLanguage = 'it'): SurveyModel {
  const model = new SurveyModel(structuredClone(definition));
  model.locale = locale;
  return model;
}

/**
 * Goes through the screens as a person does: answers what is shown, then "next", until the end.
 * @returns the screens that were met; throws at a screen that does not let the person go on
 */
export function answerAll(model: SurveyModel, answers: Readonly<Record<string, unknown>>): string[] {
  const screens: string[] = [];
  for (;;) {
    screens.push(model.currentPage.name);
    for (const question of model.currentPage.questions)
      if (question.isVisible && answers[question.name] !== undefined) answer(question, answers[question.name]);
    const went = model.isLastPage ? model.completeLastPage() : model.nextPage();
    if (!went) throw new Error(`stopped at ${model.currentPage.name}: ${faultsOf(model).join('; ')}`);
    if (model.state === 'completed') return screens;
  }
}

function answer(question: SurveyModel['currentPage']['questions'][number], value: unknown): void {
  if (question.getType() !== 'paneldynamic') {
    question.value = structuredClone(value);
    return;
  }
  const blocks = value as Record<string, unknown>[];
  const repeat = question as QuestionPanelDynamicModel;
  repeat.panelCount = blocks.length;
  repeat.panels.forEach((panel, index) => {
    for (const inner of panel.questions)
      if (inner.isVisible && blocks[index]?.[inner.name] !== undefined) answer(inner, blocks[index][inner.name]);
  });
}

const faultsOf = (model: SurveyModel) =>
  model
    .getAllQuestions(true, false, true)
    .flatMap(({ name, errors }) => errors.map((error) => `${name}: ${error.text}`));
