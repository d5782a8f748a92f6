import { error } from '@sveltejs/kit';
import { groundOf } from '../../../../lib/plan/ground.ts';
import { namesOf } from '../../../../lib/plan/names.ts';
import { frameOf } from '../../../../lib/shell/frame.ts';
import type { PageServerLoad } from './$types.js';

/** An approved plan, for everybody: why each of its lines is there, what it would change, who was heard. */
export const load: PageServerLoad = async ({ locals: { services, person, language }, params }) => {
  const approved = await services.plans.published(params.id);
  const { plan } = approved;
  if (plan.programme !== params.programme) error(404);
  const own = (await services.plans.approved(plan.programme)).filter(({ family }) => family === plan.family);
  const head = { ...plan, createdBy: '', createdOn: '', revision: 1 };
  return {
    ...{ approved, newest: own.find(({ version }) => version > plan.version) ?? null },
    // whoever plans has the page with comments, enrolments and the next version
    mayOpen: (await services.plans.means(person, head)).write,
    names: namesOf(services, plan.programme, language),
    ground: await groundOf(services, plan.survey, language),
    about: frameOf(services.survey, { survey: plan.survey }),
    synthetic: services.survey.survey(plan.survey).synthetic,
  };
};
