import type { PageServerLoad } from './$types.js';

/** The names of the programme and of the body that asks, until when it keeps notes and whom to write to. */
export const load: PageServerLoad = async ({ locals: { services }, parent }) => {
  const { session } = await parent();
  const found = services.survey.programmes().find(({ id }) => id === session.programme);
  const { dataProtection } = await services.survey.about(session.programme);
  return { names: found ? { title: found.title, owner: found.owner } : null, dataProtection };
};
