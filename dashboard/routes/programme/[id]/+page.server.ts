import { error } from '@sveltejs/kit';
import type { Language, SurveySummary } from '../../../../survey/contract.ts';
import { readSurvey } from '../../../lib/explore/read.ts';
import { languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import { byState } from '../../../lib/programme/order.ts';
import { promiseMap } from '../../../lib/programme/promise-map.ts';
import { saidOf } from '../../../lib/said/links.ts';
import type { Services } from '../../../lib/services.ts';
import { noticeParts } from '../../../lib/survey/notice.ts';
import type { PageServerLoad } from './$types.js';

/** Everything that anybody may know of one programme. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { services } = locals;
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const found = services.survey.programmes().find(({ id }) => id === params.id);
  if (!found) error(404, { ...nothing, title: m('error.notFound'), message: m('error.notFoundDetail') });
  const surveys = services.survey
    .surveys()
    .filter(({ programme }) => programme === found.id)
    .toSorted(byState);
  const { id, title, owner, languages, unreviewed } = found;
  return {
    named: { id, title, owner, languages, unreviewed, ...(await services.survey.about(id)) },
    surveys,
    courses: (await services.catalogue.courses(id)).length,
    hasGap: services.gaps.choices(id).length > 0,
    notices: noticesOf(services, surveys, language),
    unexplored: surveys.map(({ id }) => id).filter((id) => readSurvey(services, id).frame === null),
    hasLaboratories: (await services.laboratories.list(id)).length > 0,
    credentials: (await services.credentials.list(id)).length > 0,
    curriculum: services.curricula.has(id),
    plans: await services.plans.approved(id),
    said: await saidOf(services, surveys),
    map: await promiseMap(services, surveys, language, m),
    synthetic: surveys.some((survey) => survey.synthetic),
  };
};

const nothing = { status: 404, code: 'not_found' };

/** Of each survey: why it is asked, and who answers for the data. */
function noticesOf({ survey }: Services, surveys: readonly SurveySummary[], language: Language) {
  return surveys.map(({ id }) => {
    const { lines, rest } = noticeParts(survey.survey(id).notice.text[language]);
    const why = lines.find(([name]) => name === 'Perché' || name === 'Why')?.[1] ?? '';
    return { id, why, controller: rest.find((line) => /^(Titolar|Contitolar|Controller|Joint controller)/.test(line)) };
  });
}
