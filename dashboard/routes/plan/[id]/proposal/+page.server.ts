import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Plan } from '../../../../../analytics/contract.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import { inLanguage } from '../../../../lib/language.ts';
import { messages } from '../../../../lib/messages.ts';
import { namesOf } from '../../../../lib/plan/names.ts';
import { orderIn } from '../../../../lib/plan/order.ts';
import { reasonOf, type Naming } from '../../../../lib/plan/reason.ts';
import { frameOf } from '../../../../lib/shell/frame.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What a proposal for a plan is asked, how far the newest one is, and what came of it. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { person, services, language } = locals;
  const { plans, survey } = services;
  const plan = await plans.read(person, params.id);
  const { write } = await plans.means(person, plan);
  return {
    ...{ plan, effect: await plans.effect(person, plan.id), proposal: await plans.proposal(person, plan.id) },
    mayWrite: write && (plan.state === 'draft' || plan.state === 'shared'),
    courses: (await plans.catalogue(person, plan.id)).map(({ key, title }) => ({ key, title: title[language] })),
    names: namesOf(services, plan.programme, language),
    about: frameOf(survey, { survey: plan.survey }),
    synthetic: survey.survey(plan.survey).synthetic,
  };
};

const idOf = ({ params }: RequestEvent) => params['id'] ?? '';

/** They look at the right again, and need no JavaScript. */
export const actions: Actions = {
  start: async (event) => {
    const { services, person, language } = event.locals;
    const form = await event.request.formData();
    return attempt(language, form, async () => {
      await services.plans.propose(person, idOf(event), orderIn(form));
      return { done: 'start' as const };
    });
  },
  stop: async (event) => {
    const { services, person, language } = event.locals;
    return attempt(language, await event.request.formData(), async () => {
      await services.plans.stopProposal(person, idOf(event));
      return { done: 'stop' as const };
    });
  },
  take: async (event) => {
    const { language } = event.locals;
    const form = await event.request.formData();
    const taken = await attempt(language, form, async () => ({
      taken: await takeOver(event, Number(textOf(form, 'revision'))),
    }));
    if ('taken' in taken) redirect(303, inLanguage(`/plan/${idOf(event)}`, language));
    return taken;
  },
};

/** Each line of the proposal becomes one of the plan, with why it was chosen. */
async function takeOver(event: RequestEvent, revision: number): Promise<Plan> {
  const { services, person, language } = event.locals;
  const id = idOf(event);
  const plan = await services.plans.read(person, id);
  const proposal = await services.plans.proposal(person, id);
  const courses = await services.plans.catalogue(person, id);
  const naming: Naming = {
    ...{ language, m: messages(language), names: namesOf(services, plan.programme, language) },
    courses: new Map(courses.map(({ key, title }) => [key, title[language]])),
  };
  const lines = (proposal?.result?.lines ?? []).map((line) => {
    const { course, place, editions, seats, cost } = line;
    return { course, place, editions, seats, cost, startsOn: plan.from, reason: reasonOf(naming, line) };
  });
  return services.plans.addLines(person, id, { revision, lines, instead: proposal?.order.keep === false });
}
