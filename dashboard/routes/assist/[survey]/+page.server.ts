import { demand } from '../../../../access.ts';
import { inWords } from '../../../lib/language.ts';
import { noticeParts } from '../../../lib/survey/notice.ts';
import type { PageServerLoad } from './$types.js';

/** What an operator reads aloud before the questions, in each language of the survey, and what was done today. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { definition: _, notice, ...survey } = locals.services.survey.survey(params.survey);
  demand(locals.person, 'response.assist', { programme: survey.programme }, params.survey);
  const { today } = await locals.services.entries.state(locals.person, params.survey);
  return {
    ...{ survey, today, noticeVersion: notice.version },
    notices: survey.languages.map((language) => ({ language, ...noticeParts(inWords(notice.text, language)) })),
  };
};
