import { programmesFor, placesOf, wordsOf } from '../../lib/programme/choices.ts';
import type { PageServerLoad } from './$types.js';

/** The sessions that this person reaches, programme by programme. */
export const load: PageServerLoad = async ({ locals: { services, person, language } }) => {
  const { survey, focus } = services;
  const [coded, heard] = (['code.read', 'recommendation.read'] as const).map((action) =>
    programmesFor(survey, person, action).map(({ id }) => id),
  );
  const planned = programmesFor(survey, person, 'focus.moderate').map(({ id }) => id);
  const programmes = programmesFor(survey, person, 'focus.read').map(async ({ id, title }) => {
    const places = placesOf(survey, id, language);
    const sessions = await focus.sessions(person, id);
    return {
      ...{ id, title, mayPlan: planned.includes(id) },
      ...{ hasCodes: coded!.includes(id), hasEvidence: heard!.includes(id) },
      sessions: sessions.map((one) => ({ ...one, where: wordsOf(places, one.territory) })),
    };
  });
  return { account: person?.id ?? '', programmes: await Promise.all(programmes) };
};
