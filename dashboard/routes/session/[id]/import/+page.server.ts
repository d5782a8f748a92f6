import type { Statement } from '../../../../../survey/contract.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The files that this session's notes came in with. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, parent }) => {
  const { session } = await parent();
  const languages = services.survey.programmes().find(({ id }) => id === session.programme)?.languages ?? [];
  const [sources, statements] = await Promise.all([
    services.focus.sources(person, params.id),
    services.focus.statements(person, params.id),
  ]);
  return { languages, sources: sources.map((source) => ({ ...source, ...leftOf(statements, source.id) })) };
};

/** What would go with a file: its statements that are still there, and those that somebody changed since. */
function leftOf(statements: readonly Statement[], source: string) {
  const own = statements.filter((one) => one.source === source);
  return { left: own.length, changed: own.filter(({ revision }) => revision > 1).length };
}

export const actions: Actions = {
  remove: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      await locals.services.focus.removeSource(locals.person, params.id, textOf(sent, 'source'));
      return { removed: textOf(sent, 'name') };
    });
  },
};
