import { inWords, respondentLanguageOf } from '../../../../lib/language.ts';
import { noticeParts } from '../../../../lib/survey/notice.ts';
import type { PageServerLoad } from './$types.js';

/** The questionnaire on paper, from the definition that the browser is given. */
export const load: PageServerLoad = ({ locals, params, url }) => {
  const language = respondentLanguageOf(url.pathname);
  const { definition: _, notice, ...survey } = locals.services.survey.survey(params.id);
  const form = locals.services.entries.paper(params.id, survey.languages.includes(language) ? language : 'en');
  return { survey, form, notice: { version: notice.version, ...noticeParts(inWords(notice.text, language)) } };
};
