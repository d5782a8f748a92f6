import { inWords, respondentLanguageOf } from '../../../lib/language.ts';
import { firstPage, words } from '../../../lib/survey/first-question.ts';
import { formsFor } from '../../../lib/programme/forms.ts';
import { noticeParts } from '../../../lib/survey/notice.ts';
import type { PageServerLoad } from './$types.js';

/** The survey without its definition, which the browser fetches while the first question is being answered. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { definition, notice, ...survey } = locals.services.survey.survey(params.id);
  const language = respondentLanguageOf(url.pathname);
  return {
    survey,
    title: words(definition.title as string, language) || inWords(survey.title, language),
    notice: { version: notice.version, ...noticeParts(inWords(notice.text, language)) },
    // in a pilot each question has its button from the first on
    first: survey.state === 'pilot' ? null : firstPage(definition, language),
    forms: formsFor(survey.unit, await locals.services.survey.about(survey.programme)),
    synthetic: survey.synthetic,
  };
};
