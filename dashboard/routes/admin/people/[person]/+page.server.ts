import { error } from '@sveltejs/kit';
import { may, type Person } from '../../../../../access.ts';
import { languageOf } from '../../../../lib/language.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import type { PageServerLoad } from './$types.js';

/** Somebody of the staff, or nobody yet (`new`); and what this person may give rights to. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { access, survey } = locals.services;
  const actor = locals.person as Person;
  const [people, choices] = await Promise.all([access.people.list(actor), survey.admin.scopes(actor)]);
  const member = people.find(({ id }) => id === params.person) ?? null;
  if (!member && params.person !== 'new') {
    const m = await loadMessages(languageOf(url.pathname));
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  return { member, choices, everywhere: may(actor, 'people.manage', {}), own: member?.id === actor.id };
};
