import { fail, type RequestEvent } from '@sveltejs/kit';
import type { SeriesOutcome } from '../../../../../survey/contract.ts';
import { isProblem } from '../../../../lib/problem.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The files of other sources that a programme has. What this person may not manage is told as what does not exist. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  address: params.programme,
  files: await locals.services.series.files(locals.person, params.programme),
});

/** They look at the right again, and need no JavaScript. */
export const actions: Actions = {
  check: (event) => bring(event, '1'),
  bring: (event) => bring(event, '0'),
  undo: (event) =>
    attempt(event, async (form) => {
      const file = form.get('file');
      const hash = typeof file === 'string' ? file : '';
      await event.locals.services.series.takeBack(event.locals.person, event.params.programme ?? '', hash);
      return { outcome: null, undone: true };
    }),
};

const bring = (event: RequestEvent, dry: '0' | '1') =>
  attempt(event, async (form) => {
    const file = form.get('file');
    const [csv, name] = file instanceof File ? [await file.text(), file.name.slice(0, 120)] : ['', ''];
    const { person, services } = event.locals;
    const options = { name: name || 'series.csv', dry };
    return { outcome: await services.series.bring(person, event.params.programme ?? '', csv, options), undone: false };
  });

interface Done {
  readonly outcome: SeriesOutcome | null;
  readonly undone: boolean;
}

async function attempt({ request, locals }: RequestEvent, work: (form: FormData) => Promise<Done>) {
  const form = await request.formData();
  try {
    return await work(form);
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    return fail(error.status, { problem: error.document(locals.language) });
  }
}
