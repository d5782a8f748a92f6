import { fail, type RequestEvent } from '@sveltejs/kit';
import type { RegisterPart } from '../../../../survey/contract.ts';
import { isProblem } from '../../../lib/problem.ts';
import { linesOf } from './lines.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The parts of the register that this person may open; the address names one of them, else it is the first. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services, language } = locals;
  const { register, survey } = services;
  const parts = await register.parts(person, params.programme);
  const asked = url.searchParams.get('part') as RegisterPart | null;
  const part = asked !== null && parts.includes(asked) ? asked : parts[0]!;
  const means = await register.means(person, params.programme);
  const firms = part === 'ideas' && means.stepIdeas ? await register.firms(person, params.programme) : [];
  const topics = ['firms', 'interests'].includes(part) ? await wordsOf(locals, params.programme) : {};
  const surveys = Object.fromEntries(survey.surveys().map(({ id, title }) => [id, title[language]]));
  const lines = await linesOf(register, part, person, params.programme);
  return { address: params.programme, part, parts, means, firms, words: { topics, surveys }, lines };
};

/** Sectors and topics in words. */
async function wordsOf({ services, language }: App.Locals, programme: string): Promise<Record<string, string>> {
  const { sectors, topics } = await services.register.form(programme, 'madrina');
  return Object.fromEntries([...sectors, ...topics].map(({ code, label }) => [code, label[language]]));
}

/** Changes are asked of the services, which look at the right again; they need no JavaScript. */
export const actions: Actions = {
  propose: (event) =>
    attempt(event, (sent, { register }) => {
      const body = { school: sent('school'), year: Number(sent('year')), title: sent('title'), text: sent('text') };
      return register.propose(event.locals.person, event.params.programme, body);
    }),
  adopt: (event) =>
    attempt(event, (sent, { register }) => {
      const step = { state: 'adopted', revision: Number(sent('revision')), firm: sent('firm') };
      return register.step(event.locals.person, event.params.programme, sent('id'), step);
    }),
  takeUp: (event) =>
    attempt(event, (sent, { register }) => {
      const step = { state: 'taken_up', revision: Number(sent('revision')) };
      return register.step(event.locals.person, event.params.programme, sent('id'), step);
    }),
  members: (event) =>
    attempt(event, async (_, { register }, file) => {
      return { imported: await register.importMembers(event.locals.person, event.params.programme, await file()) };
    }),
  uptake: (event) =>
    attempt(event, async (_, { register }, file) => {
      return { imported: await register.importUptake(event.locals.person, event.params.programme, await file()) };
    }),
};

type Sent = (name: string) => string;

async function attempt<T>(
  { request, locals }: RequestEvent,
  work: (sent: Sent, services: App.Locals['services'], file: () => Promise<string>) => Promise<T>,
) {
  const form = await request.formData();
  const sent: Sent = (name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const file = async () => {
    const value = form.get('file');
    return value instanceof File ? value.text() : '';
  };
  try {
    const done = await work(sent, locals.services, file);
    return { imported: null, ...done };
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    return fail(error.status, { problem: error.document(locals.language) });
  }
}
