import { attempt, textOf } from '../../../../lib/attempt.ts';
import type { Actions } from './$types.js';

/** Everything works without JavaScript: forms are posted to this page, which asks the service. */
export const actions: Actions = {
  save: async ({ locals, params, request }) => {
    const sent = await request.formData();
    const body = {
      ...{ revision: Number(textOf(sent, 'revision')), role: textOf(sent, 'role') },
      group: textOf(sent, 'group') || null,
      ...{ takesPart: sent.get('takesPart') === 'yes', mayQuote: sent.get('mayQuote') === 'yes' },
    };
    return attempt(locals.language, sent, async () => {
      const number = Number(textOf(sent, 'number'));
      const saved = await locals.services.focus.putParticipant(locals.person, params.id, number, body);
      return { saved: saved.number };
    });
  },
  withdraw: async ({ locals, params, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const number = Number(textOf(sent, 'number'));
      await locals.services.focus.withdrawQuotes(locals.person, params.id, number);
      return { withdrawn: number };
    });
  },
};
