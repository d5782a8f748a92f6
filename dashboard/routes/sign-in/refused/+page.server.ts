import type { PageServerLoad } from './$types.js';

/** Where a browser ends that the Region's sign-in service sent back in vain: the page says why. */
export const load: PageServerLoad = ({ locals, url }) => locals.services.access.refuse(url.searchParams.get('reason'));
