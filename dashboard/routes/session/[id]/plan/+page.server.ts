import { placesOf } from '../../../../lib/programme/choices.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What a session may be about, as when it was planned. */
export const load: PageServerLoad = async ({ locals: { services, language }, parent }) => {
  const { session } = await parent();
  const found = services.survey.programmes().find(({ id }) => id === session.programme);
  return { languages: found?.languages ?? [], places: placesOf(services.survey, session.programme, language) };
};

/** Works without JavaScript: the form is posted to this page, which asks the service. */
export const actions: Actions = {
  default: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const words = ['title', 'heldOn', 'place', 'territory', 'language'].map((name) => [name, textOf(sent, name)]);
      const groups = sent.getAll('groups').map(String);
      const body = { ...Object.fromEntries(words), groups, revision: Number(textOf(sent, 'revision')) };
      await locals.services.focus.change(locals.person, params.id, body);
      return { saved: true };
    });
  },
};
