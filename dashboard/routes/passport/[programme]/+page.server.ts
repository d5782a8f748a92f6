import { error } from '@sveltejs/kit';
import { may } from '../../../../access.ts';
import { languageOf } from '../../../lib/language.ts';
import { loadMessages } from '../../../lib/messages.ts';
import type { PageServerLoad } from './$types.js';

/** A passport, and what is still to earn for whoever says what they have. Nothing of it is kept: it stands in the address. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme }, url }) => {
  const passports = await services.credentials.passports(programme);
  const key = url.searchParams.get('key') ?? passports[0]?.key;
  if (key === undefined) {
    const m = await loadMessages(languageOf(url.pathname));
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('credential.passport.none') });
  }
  const read = await services.credentials.passport(programme, key, url.searchParams.getAll('held'));
  const mayWrite = may(person, 'credential.write', { programme });
  return { address: programme, read, others: passports.filter((one) => one.key !== key), mayWrite };
};
