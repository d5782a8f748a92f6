import type { PageServerLoad } from './$types.js';

/** The form of a session, by its token: no account, and nothing about who opens it. */
export const load: PageServerLoad = async ({ locals: { services }, params }) => ({
  form: await services.focus.feedbackForm(params.token),
});
