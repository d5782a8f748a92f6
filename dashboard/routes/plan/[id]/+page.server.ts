import { redirect, type RequestEvent } from '@sveltejs/kit';
import { may } from '../../../../access.ts';
import type { Plan, ResolvedEvidence, Served } from '../../../../analytics/contract.ts';
import { attempt, textOf } from '../../../lib/attempt.ts';
import { inLanguage } from '../../../lib/language.ts';
import { groundOf } from '../../../lib/plan/ground.ts';
import { namesOf } from '../../../lib/plan/names.ts';
import { travelOf } from '../../../lib/plan/travel.ts';
import { isProblem } from '../../../lib/problem.ts';
import { frameOf } from '../../../lib/shell/frame.ts';
import type { Actions, PageServerLoad } from './$types.js';

/**
 * A plan with what it would change. The address holds what is looked at: `course` and `place`, whom an edition there would
 * serve, within `km`; `skill` and `area`, what a gap was found in; `with`, another scenario beside this one; `line`, for which quotes and recommendations are offered.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services, language } = locals;
  const { plans, survey } = services;
  const plan = await plans.read(person, params.id);
  const all = await plans.list(person, plan.programme);
  const beside = all.find(({ id }) => id === url.searchParams.get('with') && id !== plan.id);
  const chosen = chosenIn(url.searchParams, plan.km);
  return {
    ...{ plan, chosen, means: await plans.means(person, plan), effect: await plans.effect(person, plan.id) },
    versions: all.filter(({ family, id }) => family === plan.family && id !== plan.id),
    scenarios: all.filter(({ id }) => id !== plan.id),
    other: beside ? { plan: beside, effect: await plans.effect(person, beside.id) } : null,
    ready: await plans.missing(person, plan.id),
    evidence: await plans.evidence(person, plan.id),
    comments: await plans.comments(person, plan.id),
    courses: await plans.catalogue(person, plan.id),
    served: await servedAt(locals, plan, chosen),
    offered: await offeredFor(locals, plan, url.searchParams.get('line')),
    ground: await groundOf(services, plan.survey, language),
    mayHold: may(person, 'focus.moderate', { programme: plan.programme }),
    travel: travelOf(services, plan.survey, language),
    names: namesOf(services, plan.programme, language),
    about: frameOf(survey, { survey: plan.survey }),
    synthetic: survey.survey(plan.survey).synthetic,
  };
};

interface Chosen {
  readonly skill: string;
  readonly area: string;
  readonly course: string;
  readonly place: string;
  readonly km: number;
}

function chosenIn(parameters: URLSearchParams, accepted: number): Chosen {
  const km = Number(parameters.get('km') ?? accepted);
  return {
    course: parameters.get('course') ?? '',
    place: parameters.get('place') ?? '',
    ...{ skill: parameters.get('skill') ?? '', area: parameters.get('area') ?? '' },
    km: km >= 0 && km <= 200 ? km : accepted,
  };
}

interface Offered {
  readonly line: string;
  readonly evidence: readonly ResolvedEvidence[];
}

async function offeredFor({ services, person }: App.Locals, plan: Plan, line: string | null): Promise<Offered | null> {
  if (line === null || !plan.lines.some(({ id }) => id === line)) return null;
  const { write } = await services.plans.means(person, plan);
  if (!write || plan.hash !== null) return null;
  return { line, evidence: await services.plans.offered(person, plan.id, line) };
}

/** Null while nothing is chosen, or where what is chosen is not there. */
async function servedAt({ services, person }: App.Locals, plan: Plan, chosen: Chosen): Promise<Served | null> {
  const { course, place, km } = chosen;
  if (course === '' || place === '') return null;
  try {
    return await services.plans.served(person, plan.id, { course, place, km });
  } catch (error) {
    if (isProblem(error) && error.status < 500) return null;
    throw error;
  }
}

type Work = (form: FormData, event: RequestEvent) => Promise<string>;

/** Each asks the service, which looks at the right again, and needs no JavaScript. @param work  gives what was done */
const doing =
  (work: Work) =>
  async (event: RequestEvent): Promise<Awaited<ReturnType<typeof attempt<{ done: string }>>>> => {
    const form = await event.request.formData();
    return attempt(event.locals.language, form, async () => ({ done: await work(form, event) }));
  };

const revisionOf = (form: FormData) => ({ revision: Number(textOf(form, 'revision')) });
const idOf = ({ params }: RequestEvent) => params['id'] ?? '';
const orNull = (form: FormData, name: string) => textOf(form, name) || null;

export const actions: Actions = {
  add: doing(async (form, event) => {
    const { services, person } = event.locals;
    const cost = textOf(form, 'cost');
    const line = {
      ...{ course: textOf(form, 'course'), place: orNull(form, 'place'), startsOn: textOf(form, 'startsOn') },
      ...{ editions: Number(textOf(form, 'editions')), seats: Number(textOf(form, 'seats')) },
      ...{ cost: cost === '' ? null : Number(cost), reason: orNull(form, 'reason') },
    };
    await services.plans.addLines(person, idOf(event), { ...revisionOf(form), lines: [line] });
    return 'add';
  }),
  change: doing(async (form, event) => {
    const { services, person } = event.locals;
    const line = {
      ...{ place: orNull(form, 'place'), startsOn: textOf(form, 'startsOn'), cost: Number(textOf(form, 'cost')) },
      ...{ editions: Number(textOf(form, 'editions')), seats: Number(textOf(form, 'seats')) },
      reason: orNull(form, 'reason'),
    };
    await services.plans.changeLine(person, idOf(event), textOf(form, 'line'), { ...revisionOf(form), line });
    return 'change';
  }),
  head: doing(async (form, event) => {
    const { services, person } = event.locals;
    const head = {
      ...{ title: textOf(form, 'title'), from: textOf(form, 'from') },
      ...{ budget: Number(textOf(form, 'budget')), takeUp: Number(textOf(form, 'takeUp')) },
      km: Number(textOf(form, 'km')),
    };
    await services.plans.change(person, idOf(event), { ...revisionOf(form), ...head });
    return 'head';
  }),
  remove: doing(async (form, event) => {
    const { services, person } = event.locals;
    await services.plans.removeLine(person, idOf(event), textOf(form, 'line'), textOf(form, 'revision'));
    return 'remove';
  }),
  support: doing(async (form, event) => {
    const { services, person } = event.locals;
    const [kind = '', ref = ''] = textOf(form, 'ref').split(' ');
    await services.plans.addEvidence(person, idOf(event), textOf(form, 'line'), { ...revisionOf(form), kind, ref });
    return 'support';
  }),
  excuse: doing(async (form, event) => {
    const { services, person } = event.locals;
    const sent = { ...revisionOf(form), reason: textOf(form, 'reason') };
    await services.plans.excuse(person, idOf(event), textOf(form, 'group'), sent);
    return 'excuse';
  }),
  step: doing(async (form, event) => {
    const { services, person } = event.locals;
    const state = textOf(form, 'state');
    await services.plans.step(person, idOf(event), { ...revisionOf(form), state });
    return state;
  }),
  comment: doing(async (form, event) => {
    const { services, person } = event.locals;
    await services.plans.comment(person, idOf(event), { text: textOf(form, 'text'), line: orNull(form, 'line') });
    return 'comment';
  }),
  copy: async (event) => {
    const { services, person, language } = event.locals;
    const form = await event.request.formData();
    const made = await attempt(language, form, async () => {
      const title = textOf(form, 'title');
      const sent = { as: textOf(form, 'as'), ...(title && { title }) };
      return { id: (await services.plans.copy(person, event.params.id, sent)).id };
    });
    if ('id' in made) redirect(303, inLanguage(`/plan/${made.id}`, language));
    return made;
  },
  throw: async (event) => {
    const { services, person, language } = event.locals;
    const form = await event.request.formData();
    const { programme } = await services.plans.read(person, event.params.id);
    const gone = await attempt(language, form, async () => {
      await services.plans.remove(person, event.params.id, textOf(form, 'revision'));
      return { gone: true };
    });
    if ('gone' in gone) redirect(303, inLanguage(`/plans/${programme}`, language));
    return gone;
  },
};
