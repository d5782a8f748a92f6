import { attempt, textOf } from '../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** Nothing is listed: whoever comes has the sheet in hand. */
export const load: PageServerLoad = () => ({});

/** Everything works without JavaScript: forms are posted to this page, which asks the service. */
export const actions: Actions = {
  look: async ({ locals, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const number = Number(/^P?(\d{1,2})$/i.exec(textOf(sent, 'number'))?.[1] ?? 0);
      return { found: await locals.services.focus.withdrawal(locals.person, textOf(sent, 'code'), number) };
    });
  },
  withdraw: async ({ locals, request }) => {
    const sent = await request.formData();
    return attempt(locals.language, sent, async () => {
      const { number } = await locals.services.focus.withdrawQuotes(
        locals.person,
        textOf(sent, 'session'),
        Number(textOf(sent, 'number')),
      );
      return { withdrawn: number };
    });
  },
};
