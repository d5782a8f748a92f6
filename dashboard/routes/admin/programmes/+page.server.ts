import type { PageServerLoad } from './$types.js';

/** The programmes that this person runs, with what was loaded of them. */
export const load: PageServerLoad = async ({ locals }) => ({
  programmes: await locals.services.survey.admin.programmes(locals.person),
});
