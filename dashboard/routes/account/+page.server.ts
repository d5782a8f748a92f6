import type { PageServerLoad } from './$types.js';

/** The own account: who is signed in, and whether an authenticator is on. */
export const load: PageServerLoad = ({ locals, request }) => {
  const session = locals.services.access.current(request.headers.get('cookie'));
  if (!session) throw new Error('the gate lets nobody in without a session');
  return { session };
};
