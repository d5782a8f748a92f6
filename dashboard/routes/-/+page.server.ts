import { error } from '@sveltejs/kit';
import { languageOf } from '../../lib/language.ts';
import { loadMessages } from '../../lib/messages.ts';
import type { PageServerLoad } from './$types.js';

/** The page of an address under which there is nothing: what a visitor gets in place of a page that is not theirs. */
export const load: PageServerLoad = async ({ url }) => {
  const m = await loadMessages(languageOf(url.pathname));
  error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
};
