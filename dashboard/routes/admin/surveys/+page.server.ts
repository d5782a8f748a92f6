import { programmeTitles, readWatch } from '../../../lib/admin/read.ts';
import type { PageServerLoad } from './$types.js';

/** The surveys that this person watches. */
export const load: PageServerLoad = async ({ locals }) => ({
  ...(await readWatch(locals.services, locals.person)),
  titles: programmeTitles(locals.services),
});
