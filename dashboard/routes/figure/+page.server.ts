import { redirect } from '@sveltejs/kit';
import { idIn } from '../../lib/figure/find.ts';
import { inLanguage, languageOf } from '../../lib/language.ts';
import { isProblem } from '../../lib/problem.ts';
import type { PageServerLoad } from './$types.js';

/** Finds a figure by its identifier, as somebody copied it from paper or from an address. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const language = languageOf(url.pathname);
  const typed = url.searchParams.get('id') ?? '';
  const id = idIn(typed);
  if (id === '') return { typed, fault: null };
  try {
    const { figure } = await locals.services.analytics.figure(id);
    redirect(303, inLanguage(`/figure/${figure}`, language));
  } catch (error) {
    if (!isProblem(error) || error.code !== 'unknown_figure') throw error;
    return { typed, fault: error.document(language).detail };
  }
};
