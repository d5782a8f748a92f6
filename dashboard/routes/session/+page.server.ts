import { programmesFor, placesOf, wordsOf } from '../../lib/programme/choices.ts';
import { foundIn } from './found.ts';
import type { PageServerLoad } from './$types.js';

/** The sessions that this person reaches, programme by programme; or what a search finds in those of one of them. */
export const load: PageServerLoad = async ({ locals: { services, person, language }, url }) => {
  const { survey, focus } = services;
  const [coded, heard] = (['code.read', 'recommendation.read'] as const).map((action) =>
    programmesFor(survey, person, action).map(({ id }) => id),
  );
  const planned = programmesFor(survey, person, 'focus.moderate').map(({ id }) => id);
  const typed = (url.searchParams.get('words') ?? '').trim();
  const wordsIn = (id: string) => (url.searchParams.get('programme') === id ? typed : '');
  const programmes = programmesFor(survey, person, 'focus.read').map(async ({ id, title }) => {
    const places = placesOf(survey, id, language);
    const sessions = await focus.sessions(person, id);
    const words = wordsIn(id);
    return {
      ...{
        words,
        found: words === '' ? null : await foundIn(focus, person, { programme: id, sessions, typed: words }),
      },
      ...{ id, title, mayPlan: planned.includes(id) },
      ...{ hasCodes: coded!.includes(id), hasEvidence: heard!.includes(id) },
      sessions: sessions.map((one) => ({ ...one, where: wordsOf(places, one.territory) })),
    };
  });
  return { account: person?.id ?? '', programmes: await Promise.all(programmes) };
};
