import { redirect } from '@sveltejs/kit';
import { programmesFor } from '../../lib/programme/choices.ts';
import { inLanguage } from '../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** The programmes whose plans this person may see; of one alone the page itself. */
export const load: PageServerLoad = ({ locals: { services, person, language } }) => {
  const own = programmesFor(services.survey, person, 'plan.read');
  const [first, second] = own;
  if (first && !second) redirect(303, inLanguage(`/plans/${first.id}`, language));
  return { own: own.map(({ id, title }) => ({ id, title: title[language] })) };
};
