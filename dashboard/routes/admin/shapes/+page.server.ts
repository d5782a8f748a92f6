import type { PageServerLoad } from './$types.js';

/** The outlines that were imported, and the file that this person is trying. */
export const load: PageServerLoad = async ({ locals }) => ({
  state: await locals.services.shapeImports.state(locals.person, locals.language),
});
