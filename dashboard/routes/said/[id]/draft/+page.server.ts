import { redirect, type RequestEvent } from '@sveltejs/kit';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import { inLanguage } from '../../../../lib/language.ts';
import { offeredFigures } from '../../../../lib/said/offered.ts';
import { contentOf, sheetOf } from '../../../../lib/said/sheet.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What a planner writes about what came of a survey. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { id: survey } }) => {
  const { revision, content } = await services.said.draft(person, survey);
  const { title, programme, synthetic } = services.survey.survey(survey);
  return {
    ...{ address: survey, title, revision, synthetic, sheet: sheetOf(content) },
    figures: offeredFigures(services, survey),
    plans: (await services.plans.approved(programme)).map(({ id, title, version }) => ({ id, title, version })),
    isPublished: (await services.said.versions(survey)).length > 0,
  };
};

type Event = RequestEvent<{ id: string }>;

export const actions: Actions = {
  keep: async (event) => {
    const { kept } = await keep(event);
    return 'revision' in kept ? { kept: true } : kept;
  },
  publish: async (event) => {
    const { kept, sent } = await keep(event);
    if (!('revision' in kept)) return kept;
    const { locals, params } = event;
    const { revision } = kept;
    const outcome = await attempt(locals.language, sent, () =>
      locals.services.said.publish(locals.person, params.id, revision),
    );
    if ('version' in outcome) redirect(303, inLanguage(`/said/${params.id}`, locals.language));
    return outcome;
  },
};

async function keep({ locals, params, request }: Event) {
  const sent = await request.formData();
  const draft = { revision: Number(textOf(sent, 'revision')), content: contentOf(sent) };
  const kept = await attempt(locals.language, sent, () => locals.services.said.keep(locals.person, params.id, draft));
  return { kept, sent };
}
