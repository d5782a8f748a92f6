import { redirect } from '@sveltejs/kit';
import { labelledBy } from '../../../../lib/coding/attributes.ts';
import { inLanguage } from '../../../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** How many answers the service gives at a time. */
const pageSize = 50;

/** Open answers with what is known of who gave them: exact, so each look is noted. The address names the question. */
export const load: PageServerLoad = async ({ locals: { services, person, language }, params, url }) => {
  const { survey, codings } = services;
  const { variables } = survey.codebook(params.survey);
  const territories = survey.territories(params.survey);
  const questions = variables
    .filter(({ role }) => role === 'text')
    .map(({ name, label }) => ({ name, label: label[language] }));
  const asked = url.searchParams.get('variable');
  const [first] = questions;
  if (asked === null && first) redirect(307, inLanguage(`${url.pathname}?variable=${first.name}`, language));
  const after = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.exec(url.searchParams.get('after') ?? '')?.[0] ?? null;
  const answers = asked === null ? [] : await codings.openAnswers(person, params.survey, asked, after);
  const { programme, title } = survey.surveys().find(({ id }) => id === params.survey)!;
  return {
    ...{ programmeId: programme, questions, variable: asked, after },
    title: title[language],
    codes: await codings.codes(person, programme),
    answers: answers.map((answer) => {
      return { ...answer, attributes: labelledBy(variables, territories, answer.attributes, language) };
    }),
    next: answers.length === pageSize ? answers.at(-1)!.response : null,
  };
};
