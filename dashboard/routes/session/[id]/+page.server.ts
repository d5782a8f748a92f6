import { attempt, textOf } from '../../../lib/session/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What was said so far; a look at it is noted. Before a session begins there is nothing to look at. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, parent }) => {
  const { session } = await parent();
  const isEmpty = session.state === 'planned' && session.statements === 0;
  return { statements: isEmpty ? [] : await services.focus.statements(person, params.id) };
};

export const actions: Actions = {
  begin: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const body = { revision: Number(textOf(sent, 'revision')), state: 'live' };
      await locals.services.focus.change(locals.person, params.id, body);
      return { begun: true };
    });
  },
};
