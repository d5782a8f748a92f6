import { redirect } from '@sveltejs/kit';
import { inLanguage } from '../../../lib/language.ts';
import { groupsOf, placesOf, programmesFor } from '../../../lib/programme/choices.ts';
import type { PageServerLoad } from './$types.js';

/** What a session may be about, in the programme that is asked for; whoever moderates in one alone is led to it. */
export const load: PageServerLoad = ({ locals: { services, person, language }, url }) => {
  const own = programmesFor(services.survey, person, 'focus.moderate');
  const asked = url.searchParams.get('programme');
  const [only, ...others] = own;
  if (asked === null && only && others.length === 0) {
    redirect(307, inLanguage(`/session/new?programme=${only.id}`, language));
  }
  const found = own.find(({ id }) => id === asked);
  return {
    own: own.map(({ id, title }) => ({ id, title })),
    plan: found
      ? {
          ...{ programme: found.id, title: found.title, languages: found.languages },
          places: placesOf(services.survey, found.id, language),
          groups: groupsOf(services.survey, found.id, language),
        }
      : null,
  };
};
