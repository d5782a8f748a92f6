/**
 * The one door to SurveyJS. It is big, so pages import this file only when a respondent starts
 * (`await import('./engine.ts')`) and never on the server.
 */
import type { Question } from 'survey-core';
import {
  getLocaleStrings,
  type PanelModelBase,
  RendererFactory,
  settings,
  surveyLocalization,
  type SurveyElement,
  SurveyModel,
} from 'survey-core';
import { createElement, ReactQuestionFactory, renderSurvey, unmountComponentAtNode } from 'survey-js-ui';
import type { RespondentLanguage } from '../../../survey/contract.ts';
import { loadMessages, messages } from '../messages.ts';
import { comboboxIn, type Choosing } from './combobox-question.svelte.ts';
import { questionsOf } from './role.ts';

export type { Question, SurveyModel };
export type Answers = Record<string, unknown>;

settings.animationEnabled = false;
// the key `default` of an instrument's texts is Italian; without this SurveyJS shows it for English too
surveyLocalization.defaultLocale = 'it';
registerCombobox();

/** SurveyJS's own sentences, of one language at a time; it brings the English ones itself. */
const sentences: Record<Exclude<RespondentLanguage, 'en'>, () => Promise<unknown>> = {
  it: () => import('survey-core/i18n/italian'),
  es: () => import('survey-core/i18n/spanish'),
  el: () => import('survey-core/i18n/greek'),
  pl: () => import('survey-core/i18n/polish'),
  de: () => import('survey-core/i18n/german'),
  sv: () => import('survey-core/i18n/swedish'),
  fi: () => import('survey-core/i18n/finnish'),
  ro: () => import('survey-core/i18n/romanian'),
  ar: () => import('survey-core/i18n/arabic'),
};

/** Fetches what `createModel` and `speak` say in a language. */
export async function learn(language: RespondentLanguage): Promise<void> {
  await Promise.all([loadMessages(language, ['answer']), language === 'en' ? null : sentences[language]()]);
}

/** What is ours and the same in every instrument: one topic a screen, our own buttons, review and faults. */
const conduct = {
  showTitle: false,
  showNavigationButtons: false,
  showCompletePage: false,
  showProgressBar: false,
  showQuestionNumbers: 'off',
  autoFocusFirstQuestion: false,
  autoFocusFirstError: false,
  textUpdateMode: 'onTyping',
  requiredMark: '',
  widthMode: 'static',
  // the count of chosen skills must forget those of an area that is no longer chosen
  clearInvisibleValues: 'onHidden',
};

/**
 * An instrument ready to be answered, in a language that was learnt.
 * @param definition  SurveyJS JSON as the API gives it
 * @param answers  what was answered before: a draft, or the holder's own answers
 */
export function createModel(definition: Answers, language: RespondentLanguage, answers: Answers = {}): SurveyModel {
  const model = new SurveyModel({ ...definition, ...conduct });
  speak(model, language);
  model.getAllQuestions(false, true).forEach(dress);
  model.onPanelAdded.add((_, { panel }) => panel.questions.forEach(dress));
  model.onDynamicPanelAdded.add((_, { panel }) => panel?.questions.forEach(dress));
  model.onGetTitleTagName.add((_, options) => (options.tagName = headingOf(options.element as SurveyElement)));
  const areas = new Set(questionsOf(definition, 'interestArea'));
  model.onUpdateChoiceItemCss.add((_, options) => {
    if (areas.has(options.question.name)) options.css += ` area area-${options.item.value}`;
  });
  model.onAfterRenderQuestion.add((_, { question, htmlElement }) => {
    // SurveyJS leaves the native list without a name
    htmlElement.querySelector('select')?.setAttribute('aria-labelledby', question.ariaTitleId);
  });
  model.data = structuredClone(answers);
  return model;
}

/** Puts the instrument and the sentences of SurveyJS itself in a language that was learnt; answers stay. */
export function speak(model: SurveyModel, language: RespondentLanguage): void {
  const m = messages(language);
  Object.assign(getLocaleStrings(language), {
    requiredError: m('survey.required'),
    minSelectError: m('survey.tooFew', { n: '{0}' }),
    maxSelectError: m('survey.tooMany', { n: '{0}' }),
    minError: m('survey.tooSmall', { n: '{0}' }),
    maxError: m('survey.tooLarge', { n: '{0}' }),
    numericError: m('survey.numeric'),
    addPanel: m('survey.add'),
    removePanel: m('survey.remove'),
  });
  model.locale = language;
}

/** Draws the current page of the model into an element; gives the function that takes it away again. */
export function draw(model: SurveyModel, element: HTMLElement): () => void {
  renderSurvey(model, element);
  return () => void unmountComponentAtNode(element);
}

/** The answers to send: those of questions that are shown, cleaned by SurveyJS's own rules; the model stays as it is. */
export function finalAnswers(model: SurveyModel, definition: Answers): Answers {
  const copy = new SurveyModel({ ...definition, clearInvisibleValues: 'onComplete' });
  copy.data = structuredClone(model.data);
  copy.doComplete();
  return copy.data as Answers;
}

/** Headings one below the other: page, block, question; a question on a page without a title heads it. */
function headingOf(element: SurveyElement): string {
  if (element.isPage) return 'h2';
  const parent = element.parent as PanelModelBase | null;
  if (!parent || parent.isPage) return parent?.title ? 'h3' : 'h2';
  return headingOf(parent as PanelModelBase & SurveyElement) === 'h2' ? 'h3' : 'h4';
}

function registerCombobox(): void {
  RendererFactory.Instance.registerRenderer('dropdown', 'combobox', 'fabbisogni-combobox');
  const creator = ({ question }: { question: Choosing }) => createElement('div', { ref: comboboxIn(question) });
  // the package declares a creator that takes a name, and calls it with properties
  ReactQuestionFactory.Instance.registerQuestion('fabbisogni-combobox', creator as never);
}

function dress(question: Question): void {
  const { choices, searchEnabled } = question as Question & { choices?: unknown[]; searchEnabled?: boolean };
  if (question.getType() === 'boolean') question.renderAs = 'radio';
  if (question.getType() === 'dropdown') {
    question.renderAs = searchEnabled === false || (choices?.length ?? 0) < 25 ? 'select' : 'combobox';
  }
}
