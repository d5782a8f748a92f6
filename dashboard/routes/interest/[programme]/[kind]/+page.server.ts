import { randomUUID } from 'node:crypto';
import { fail, type RequestEvent } from '@sveltejs/kit';
import type { InterestKind } from '../../../../../survey/contract.ts';
import { inWords, respondentLanguageOf } from '../../../../lib/language.ts';
import { isProblem } from '../../../../lib/problem.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The form in the words of its programme. A new id each time: the same form sent twice is stored once. */
export const load: PageServerLoad = async ({ locals: { services }, params, url }) => {
  const language = respondentLanguageOf(url.pathname);
  const form = await services.register.form(params.programme, params.kind as InterestKind);
  const words = Object.entries(form.texts).map(([name, text]) => [name, inWords(text, language)]);
  const options = (list: typeof form.topics) =>
    list.map(({ code, label }) => ({ code, label: inWords(label, language) }));
  return {
    ...{ kind: form.kind, version: form.version, id: randomUUID() },
    texts: Object.fromEntries(words) as Readonly<Record<string, string>>,
    municipalities: options(form.municipalities),
    sectors: options(form.sectors),
    topics: options(form.topics),
  };
};

/** Everything works without JavaScript: forms are posted to this page, which asks the service. */
export const actions: Actions = {
  send: async (event) => {
    const sent = await event.request.formData();
    return attempt(event, sent, async () => {
      const { declared } = await event.locals.services.register.declare(event.params.programme, bodyOf(event, sent));
      return { declared };
    });
  },
  withdraw: async (event) => {
    const sent = await event.request.formData();
    return attempt(event, sent, async () => {
      await event.locals.services.register.withdraw(textOf(sent, 'code'));
      return { withdrawn: 'all' as const };
    });
  },
  conceal: async (event) => {
    const sent = await event.request.formData();
    return attempt(event, sent, async () => {
      await event.locals.services.register.conceal(textOf(sent, 'code'), { showToSchools: false });
      return { withdrawn: 'schools' as const };
    });
  },
};

const textOf = (sent: FormData, name: string): string => {
  const value = sent.get(name);
  return typeof value === 'string' ? value : '';
};

/** The body of the call, field by field; what the form of this kind does not ask stays out. */
function bodyOf({ params, url }: RequestEvent, sent: FormData): object {
  const text = (name: string) => textOf(sent, name);
  const ticked = (name: string) => sent.get(name) === 'yes';
  const common = {
    ...{ kind: params.kind, id: text('id'), version: text('version'), language: respondentLanguageOf(url.pathname) },
    ...{ consent: ticked('consent'), person: text('person'), contact: text('contact') },
    municipality: text('municipality'),
  };
  if (params.kind === 'madrina')
    return {
      ...common,
      ...{ organisation: text('organisation'), sector: text('sector') },
      ...{ topics: sent.getAll('topics'), showToSchools: ticked('showToSchools') },
    };
  const adult = params.kind === 'self_employment' ? { adult: ticked('adult') } : {};
  return { ...common, ...adult, available: text('available') };
}

/** What was typed stays on the page beside what went wrong. */
async function attempt<T>({ url }: RequestEvent, sent: FormData, work: () => Promise<T>) {
  try {
    return await work();
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    const values = Object.fromEntries([...sent.keys()].map((name) => [name, sent.getAll(name).map(String)]));
    return fail(error.status, { problem: error.document(respondentLanguageOf(url.pathname)), values });
  }
}
