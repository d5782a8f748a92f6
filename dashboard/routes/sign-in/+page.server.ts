import { redirect } from '@sveltejs/kit';
import { afterSignIn, ownPage } from '../../lib/access/after-sign-in.ts';
import { inLanguage, languageOf } from '../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** Where to go after signing in: a page of ours, else the own account. Who is signed in already goes there at once. */
export const load: PageServerLoad = ({ locals, request, url }) => {
  const account = inLanguage('/account', languageOf(url.pathname));
  const next = ownPage(url.searchParams.get('next'), url.origin) ?? account;
  const session = locals.services.access.current(request.headers.get('cookie'));
  if (session) redirect(303, afterSignIn(session, next, account));
  return { next, account, hasOidc: locals.services.access.hasOidc };
};
