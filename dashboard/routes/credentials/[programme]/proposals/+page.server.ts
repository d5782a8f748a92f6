import { redirect } from '@sveltejs/kit';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import { inLanguage } from '../../../../lib/language.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** What needs and focus groups propose, and what is being written. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme } }) => ({
  address: programme,
  proposals: await services.curricula.proposals(person, programme),
  drafts: await services.credentials.drafts(person, programme),
});

export const actions: Actions = {
  take: async ({ locals: { services, person, language }, params: { programme }, request }) => {
    const sent = await request.formData();
    const key = textOf(sent, 'key');
    const outcome = await attempt(language, sent, async () => {
      const proposal = (await services.curricula.proposals(person, programme)).find((one) => one.key === key);
      if (proposal) await services.credentials.edit(person, programme, key, { revision: 0, content: proposal.draft });
      return proposal !== undefined;
    });
    if (outcome === true) redirect(303, inLanguage(`/credentials/${programme}/draft/${key}`, language));
    return outcome === false ? { gone: true } : outcome;
  },
};
