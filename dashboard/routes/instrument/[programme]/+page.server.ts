import type { PageServerLoad } from './$types.js';

/** The instruments of a programme, for its editors. */
export const load: PageServerLoad = async ({ locals, params }) => ({
  programmeId: params.programme,
  instruments: await locals.services.instruments.list(locals.person, params.programme),
});
