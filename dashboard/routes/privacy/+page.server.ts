import { languageOf } from '../../lib/language.ts';
import { noticeParts } from '../../lib/survey/notice.ts';
import type { PageServerLoad } from './$types.js';

/** The notices now in force, survey by survey of each programme. */
export const load: PageServerLoad = ({ locals, url }) => {
  const language = languageOf(url.pathname);
  const { survey } = locals.services;
  const noticeOf = (id: string) => {
    const { title, notice } = survey.survey(id);
    return { id, title: title[language], version: notice.version, ...noticeParts(notice.text[language]) };
  };
  const programmes = survey.programmes().map(({ id, title, surveys }) => {
    return { id, title: title[language], notices: surveys.map(noticeOf) };
  });
  return { programmes: programmes.toSorted((a, b) => a.title.localeCompare(b.title, language)) };
};
