import { randomUUID } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { InterestKind } from '../../../../../survey/contract.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import { inWords, respondentLanguageOf } from '../../../../lib/language.ts';
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
    return attempt(respondentLanguageOf(event.url.pathname), sent, async () => {
      const { declared } = await event.locals.services.register.declare(event.params.programme, bodyOf(event, sent));
      return { declared };
    });
  },
  withdraw: async (event) => {
    const sent = await event.request.formData();
    return attempt(respondentLanguageOf(event.url.pathname), sent, async () => {
      await event.locals.services.register.withdraw(textOf(sent, 'code'));
      return { withdrawn: 'all' as const };
    });
  },
  conceal: async (event) => {
    const sent = await event.request.formData();
    return attempt(respondentLanguageOf(event.url.pathname), sent, async () => {
      await event.locals.services.register.conceal(textOf(sent, 'code'), { showToSchools: false });
      return { withdrawn: 'schools' as const };
    });
  },
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
