import { error, fail } from '@sveltejs/kit';
import { versionOf } from '../../../lib/notes/entry.ts';
import { attempt, textOf } from '../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What was said so far; a look at it is noted. Before a session begins there is nothing to look at. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, parent }) => {
  const { session } = await parent();
  const isEmpty = session.state === 'planned' && session.statements === 0;
  return { statements: isEmpty ? [] : await services.focus.statements(person, params.id) };
};

/** Everything works without JavaScript: forms are posted to this page, which asks the service. */
export const actions: Actions = {
  begin: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const body = { revision: Number(textOf(sent, 'revision')), state: 'live' };
      await locals.services.focus.change(locals.person, params.id, body);
      return { begun: true };
    });
  },
  clear: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const [statement, revision] = [textOf(sent, 'statement'), Number(textOf(sent, 'revision'))];
      await locals.services.focus.clearHints(locals.person, params.id, statement, revision);
      return { cleared: statement };
    });
  },
  translate: async ({ locals: { services, person, language }, params, request }) => {
    const sent = await request.formData();
    return attempt(language, sent, async () => {
      const id = textOf(sent, 'statement');
      const found = (await services.focus.statements(person, params.id)).find((one) => one.id === id);
      if (!found) error(404);
      const words = {
        translation: textOf(sent, 'translation') || null,
        translator: textOf(sent, 'translator') || null,
      };
      const body = { ...versionOf(found).note, ...words, revision: Number(textOf(sent, 'revision')) };
      const { state } = await services.focus.putStatement(person, params.id, id, body);
      return state === 'conflict' ? fail(409, { outdated: id }) : { translated: id };
    });
  },
};
