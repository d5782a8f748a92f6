import { error } from '@sveltejs/kit';
import { languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import type { PageServerLoad } from './$types.js';

/** The modules of a course in the order in which published needs ask for them. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const m = await loadMessages(languageOf(url.pathname));
  const isKnown = services.survey.programmes().some(({ id }) => id === params.programme);
  if (!isKnown || !services.curricula.has(params.programme))
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  const curriculum = await services.curricula.curriculum(params.programme);
  const credentials = await services.credentials.list(params.programme);
  return { curriculum, stacked: credentials.length > 0, synthetic: curriculum.synthetic };
};
