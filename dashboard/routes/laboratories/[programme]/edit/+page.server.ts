import type { RequestEvent } from '@sveltejs/kit';
import { demand } from '../../../../../access.ts';
import { attempt } from '../../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The laboratories to choose from, and the file that takes the place of the list. */
export const load: PageServerLoad = async ({ locals, params }) => {
  demand(locals.person, 'laboratory.edit', { programme: params.programme }, params.programme);
  const laboratories = await locals.services.laboratories.list(params.programme);
  return {
    address: params.programme,
    laboratories: laboratories.map(({ key, title, organisation }) => ({ key, title, organisation: organisation.name })),
  };
};

/** They look at the right again, and need no JavaScript. */
export const actions: Actions = {
  check: (event) => bring(event, '1'),
  bring: (event) => bring(event, '0'),
};

async function bring({ request, locals, params }: RequestEvent, dry: '0' | '1') {
  const form = await request.formData();
  return attempt(locals.language, form, async () => {
    const file = form.get('file');
    const csv = file instanceof File ? await file.text() : '';
    const { laboratories } = locals.services;
    return { outcome: await laboratories.bring(locals.person, params['programme'] ?? '', csv, { dry }) };
  });
}
