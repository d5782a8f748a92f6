import { demand } from '../../../../../access.ts';
import type { PageServerLoad } from './$types.js';

/** The questions by number and code, and how many sheets were keyed today. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { entries, survey: surveys } = locals.services;
  const { definition: _, notice, ...survey } = surveys.survey(params.survey);
  demand(locals.person, 'response.assist', { programme: survey.programme }, params.survey);
  const { today } = await entries.state(locals.person, params.survey);
  const forms = survey.languages.map((language) => ({ language, form: entries.paper(params.survey, language) }));
  return { survey, today, noticeVersion: notice.version, forms };
};
