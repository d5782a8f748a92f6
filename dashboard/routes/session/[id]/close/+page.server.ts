import { fail } from '@sveltejs/kit';
import { inLanguage } from '../../../../lib/language.ts';
import { qrCode } from '../../../../lib/qr.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import { fewestAnswers, themesOf } from '../../../../lib/session/themes.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types.js';

/** The themes that are read back, the way to the participants' form, and what came of it. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, parent, url }) => {
  const { session } = await parent();
  const [ranking, token, words] = await Promise.all([
    services.focus.ranking(person, params.id),
    services.focus.feedbackToken(person, params.id),
    services.focus.feedback(person, params.id),
  ]);
  const address = url.origin + inLanguage(`/feedback/${token}`, session.language);
  return { ranking, words, address, code: qrCode(address) };
};

async function rank({ locals, params, request }: RequestEvent, state: 'open' | 'closed') {
  const sent = await request.formData();
  return attempt(locals.language, sent, async () => {
    // with too few answers nothing is ever told of it: that is asked for by a button of its own
    if (state === 'closed' && !sent.has('without') && !(await hasEnough(locals, params.id)))
      return fail(409, { few: true });
    const themes = themesOf(sent.getAll('key').map(String), sent.getAll('label').map(String));
    const body = { revision: Number(textOf(sent, 'revision')), themes, state };
    await locals.services.focus.putRanking(locals.person, params.id, body);
    return { ranking: state };
  });
}

async function hasEnough({ services, person }: App.Locals, session: string): Promise<boolean> {
  const ranking = await services.focus.ranking(person, session);
  return (ranking?.answers ?? 0) >= fewestAnswers;
}

async function turn({ locals, params, request }: RequestEvent, state: 'live' | 'closed') {
  const sent = await request.formData();
  return attempt(locals.language, sent, async () => {
    const body = { revision: Number(textOf(sent, 'revision')), state };
    await locals.services.focus.change(locals.person, params.id, body);
    return { session: state };
  });
}

/** Everything works without JavaScript: forms are posted to this page, which asks the service. */
export const actions: Actions = {
  open: (event) => rank(event, 'open'),
  end: (event) => rank(event, 'closed'),
  close: (event) => turn(event, 'closed'),
  reopen: (event) => turn(event, 'live'),
};
