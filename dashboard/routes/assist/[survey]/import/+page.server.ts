import type { RequestEvent } from '@sveltejs/kit';
import { demand } from '../../../../../access.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import { inWords } from '../../../../lib/language.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The files that came in, and the form for the next. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { programme, id, title } = locals.services.survey.survey(params.survey);
  demand(locals.person, 'response.assist', { programme }, params.survey);
  const { batches } = await locals.services.entries.state(locals.person, params.survey);
  return { of: { id, title: inWords(title, locals.language) }, batches };
};

/** They look at the right again, and need no JavaScript. */
export const actions: Actions = {
  check: (event) => bring(event, '1'),
  bring: (event) => bring(event, '0'),
  undo: async ({ request, locals, params }) => {
    const form = await request.formData();
    return attempt(locals.language, form, async () => {
      const number = Number(textOf(form, 'number'));
      await locals.services.entries.undo(locals.person, params.survey, Number.isInteger(number) ? number : 0);
      return { undone: number };
    });
  },
};

async function bring({ request, locals, params }: RequestEvent, dry: '0' | '1') {
  const form = await request.formData();
  return attempt(locals.language, form, async () => {
    const file = form.get('file');
    const [csv, name] = file instanceof File ? [await file.text(), file.name] : ['', ''];
    const options = { dry, file: name.trim().slice(0, 120) || 'risposte.csv' };
    const { entries } = locals.services;
    return { outcome: await entries.bring(locals.person, params['survey'] ?? '', csv, options) };
  });
}
