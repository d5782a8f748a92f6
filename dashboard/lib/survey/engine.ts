/**
 * The one door to SurveyJS. It is big, so pages import this file only when a respondent starts
 * (`await import('./engine.ts')`) and never on the server.
 */
import type { PageModel, Question } from 'survey-core';
import { getLocaleStrings, settings, surveyLocalization, SurveyModel } from 'survey-core';
import type { RespondentLanguage } from '../../../survey/contract.ts';
import { loadMessages, messages } from '../messages.ts';
import { Asking } from './question/bridge.svelte.ts';
import { spare } from './sparing.ts';
import { translate } from './translate.ts';

export { translate };
export type { Asking, PageModel, Question, SurveyModel };
export type Answers = Record<string, unknown>;

spare();
settings.animationEnabled = false;
// the key `default` of an instrument's texts is Italian; without this SurveyJS shows it for English too
surveyLocalization.defaultLocale = 'it';

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
  questionsOnPageMode: 'standard',
  headerView: 'basic',
  showTOC: false,
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
    placeholder: m('ask.choose'),
    addPanel: m('survey.add'),
    removePanel: m('survey.remove'),
  });
  model.locale = language;
}

/** The questions of a model as our components draw them. */
export const askingOf = (model: SurveyModel, definition: Answers): Asking => new Asking(model, definition);

/** The answers to send: those of questions that are shown, cleaned by SurveyJS's own rules; the model stays as it is. */
export function finalAnswers(model: SurveyModel, definition: Answers): Answers {
  const copy = new SurveyModel({ ...definition, ...conduct, clearInvisibleValues: 'onComplete' });
  copy.data = structuredClone(model.data);
  copy.doComplete();
  return copy.data as Answers;
}
