import { redirect } from '@sveltejs/kit';
import { inLanguage, languageOf } from '../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** Where to go after signing in: a page of ours, else the own account. Who is signed in already goes there at once. */
export const load: PageServerLoad = ({ locals, url }) => {
  const next = ownPage(url.searchParams.get('next'), url.origin) ?? inLanguage('/account', languageOf(url.pathname));
  if (locals.person) redirect(303, next);
  return { next };
};

/** Null for an address that leads elsewhere, however it is written (`//other`, `/\other`). */
function ownPage(next: string | null, origin: string): string | null {
  if (next === null || !URL.canParse(next, origin)) return null;
  const { origin: target, pathname, search } = new URL(next, origin);
  return next.startsWith('/') && target === origin && !pathname.startsWith('//') ? pathname + search : null;
}
