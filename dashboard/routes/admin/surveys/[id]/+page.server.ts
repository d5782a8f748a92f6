import { error } from '@sveltejs/kit';
import { may } from '../../../../../access.ts';
import { programmeTitles, readWatch } from '../../../../lib/admin/read.ts';
import { languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import type { PageServerLoad } from './$types.js';

/** How one survey goes. What this person does not watch is told as what does not exist. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { day, surveys } = await readWatch(locals.services, locals.person);
  const survey = surveys.find(({ id }) => id === params.id);
  if (!survey) {
    const m = await loadMessages(languageOf(url.pathname));
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  const { programme, instrument } = survey;
  const allowed = (action: 'privacy.manage' | 'instrument.edit' | 'invitation.manage' | 'figures.exact') =>
    may(locals.person, action, { programme });
  return {
    ...{ day, watched: survey, programmeTitle: programmeTitles(locals.services)[programme] },
    editor: allowed('instrument.edit') ? `/instrument/${programme}/${instrument}` : null,
    mayDecideMinors: allowed('privacy.manage'),
    mayInvite: allowed('invitation.manage'),
    maySeeExact: allowed('figures.exact'),
  };
};
