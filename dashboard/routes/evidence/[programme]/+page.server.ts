import { randomUUID } from 'node:crypto';
import { error, fail, type RequestEvent } from '@sveltejs/kit';
import { grantsFor, may, type Person } from '../../../../access.ts';
import { loadMessages } from '../../../lib/messages.ts';
import { isProblem } from '../../../lib/problem.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What focus groups tell, each part as far as this person may see it; `code` in the address chooses one. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services, language } = locals;
  const { evidence, focus, codings, access } = services;
  const { programme } = params;
  const [groups, pairs, saturation, unheard, recommendations] = await Promise.all([
    unlessRefused(() => evidence.groups(person, programme)),
    unlessRefused(() => evidence.pairs(person, programme)),
    unlessRefused(() => evidence.saturation(person, programme)),
    unlessRefused(() => focus.unheard(person, programme)),
    unlessRefused(() => codings.recommendations(person, programme)),
  ]);
  if (recommendations === null) {
    const m = await loadMessages(language);
    error(404, { status: 404, code: 'not_found', title: m('error.notFound'), message: m('error.notFoundDetail') });
  }
  const chosen = groups?.codes.find(({ id }) => id === url.searchParams.get('code'))?.id ?? '';
  const mayRaise = raisesIn(person, programme);
  return {
    ...{ address: programme, groups, pairs, saturation, unheard, recommendations, chosen, mayRaise },
    support: await evidence.support(person, programme),
    passages: chosen && mayRaise ? await unlessRefused(() => evidence.passages(person, programme, chosen)) : null,
    invented: await evidence.invented(programme),
    names: await access.namesOf(recommendations.map(({ raisedBy }) => raisedBy)),
    mayDecide: may(person, 'recommendation.decide', { programme }),
    // sent again after a lost connection, a recommendation is the same one
    fresh: randomUUID(),
  };
};

/** Whether a person may raise something in a part of the programme at least. */
const raisesIn = (person: Person | null, programme: string): boolean =>
  person !== null &&
  grantsFor(person, 'recommendation.raise').some((one) => one.programme === null || one.programme === programme);

/** Null for a part that this person may not see. */
async function unlessRefused<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await call();
  } catch (reason) {
    if (isProblem(reason) && reason.code === 'not_found') return null;
    throw reason;
  }
}

/** Changes are asked of the service, which looks at the right again; they need no JavaScript. */
export const actions: Actions = {
  raise: (event) =>
    attempt(event, 'raised', async (form, { codings }) => {
      await codings.recommend(event.locals.person, {
        ...{ id: form.get('id'), programme: event.params['programme'], title: form.get('title') },
        ...{ text: form.get('text'), support: form.getAll('support') },
      });
    }),
  decide: (event) =>
    attempt(event, 'decided', async (form, { codings }) => {
      const decision = { revision: Number(form.get('revision')), state: form.get('state'), reason: form.get('reason') };
      await codings.decide(event.locals.person, String(form.get('id')), decision);
    }),
};

type Work = (form: FormData, services: App.Locals['services']) => Promise<void>;

async function attempt({ request, locals }: RequestEvent, done: 'raised' | 'decided', work: Work) {
  try {
    await work(await request.formData(), locals.services);
    return { done, problem: null };
  } catch (reason) {
    if (!isProblem(reason) || reason.status >= 500) throw reason;
    return fail(reason.status, { done: null, problem: reason.document(locals.language) });
  }
}
