import { attempt, textOf } from '../../../../lib/session/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The files that this session's notes came in with. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, parent }) => {
  const { session } = await parent();
  const languages = services.survey.programmes().find(({ id }) => id === session.programme)?.languages ?? [];
  return { languages, sources: await services.focus.sources(person, params.id) };
};

export const actions: Actions = {
  remove: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      await locals.services.focus.removeSource(locals.person, params.id, textOf(sent, 'source'));
      return { removed: textOf(sent, 'name') };
    });
  },
};
