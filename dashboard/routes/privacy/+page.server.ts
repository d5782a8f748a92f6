import { languageOf } from '../../lib/language.ts';
import { noticeParts } from '../../lib/survey/notice.ts';
import type { PageServerLoad } from './$types.js';

/** The notices now in force, survey by survey. */
export const load: PageServerLoad = ({ locals, url }) => {
  const language = languageOf(url.pathname);
  const notices = locals.services.survey.surveys().map(({ id }) => {
    const { title, notice } = locals.services.survey.survey(id);
    return { id, title: title[language], version: notice.version, ...noticeParts(notice.text[language]) };
  });
  return { notices };
};
