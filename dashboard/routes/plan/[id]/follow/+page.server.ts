import type { RequestEvent } from '@sveltejs/kit';
import { attempt } from '../../../../lib/attempt.ts';
import { namesOf } from '../../../../lib/plan/names.ts';
import { frameOf } from '../../../../lib/shell/frame.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What came of an approved plan, held against the places needed. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { person, services, language } = locals;
  const followUp = await services.plans.followUp(person, params.id);
  const plan = await services.plans.read(person, params.id);
  return {
    ...{ plan, followUp, means: await services.plans.means(person, plan) },
    names: namesOf(services, plan.programme, language),
    about: frameOf(services.survey, { survey: plan.survey }),
    synthetic: services.survey.survey(plan.survey).synthetic,
  };
};

/** They look at the right again, and need no JavaScript. */
export const actions: Actions = { check: (event) => bring(event, '1'), bring: (event) => bring(event, '0') };

async function bring({ request, locals, params }: RequestEvent, dry: '0' | '1') {
  const form = await request.formData();
  return attempt(locals.language, form, async () => {
    const file = form.get('file');
    const [csv, name] = file instanceof File ? [await file.text(), file.name.slice(0, 120)] : ['', ''];
    const outcome = await locals.services.plans.enrol(locals.person, params['id'] ?? '', csv, { dry, name });
    return { outcome };
  });
}
