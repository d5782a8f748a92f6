import { frameOf } from '../../../lib/shell/frame.ts';
import type { PageServerLoad } from './$types.js';

/** The form of a session, by its token: no account, and nothing about who opens it. */
export const load: PageServerLoad = async ({ locals: { services }, params }) => {
  const form = await services.focus.feedbackForm(params.token);
  return { form, about: frameOf(services.survey, { programme: form.programme }) };
};
