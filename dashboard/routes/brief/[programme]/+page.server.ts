import { error } from '@sveltejs/kit';
import { may } from '../../../../access.ts';
import { languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import { placesOf } from '../../../lib/paper/places.ts';
import type { PageServerLoad } from './$types.js';

/** What of a programme can be had on paper; PDF files are for those of the staff who may order them. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, url }) => {
  const language = languageOf(url.pathname);
  const m = await loadMessages(language);
  const found = services.survey.programmes().find(({ id }) => id === params.programme);
  if (!found) {
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  const synthetic = services.survey.surveys().some((one) => one.programme === found.id && one.synthetic);
  return {
    ...{ id: found.id, title: found.title, synthetic },
    places: placesOf(services, found.id, language, m),
    mayPrint: may(person, 'paper.print', { programme: found.id }),
    hasBrowser: services.printing.available,
  };
};
