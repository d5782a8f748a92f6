import type { PageServerLoad } from './$types.js';

/** The names of the programme and of the body that asks, for the sheet. */
export const load: PageServerLoad = async ({ locals: { services }, parent }) => {
  const { session } = await parent();
  const found = services.survey.programmes().find(({ id }) => id === session.programme);
  return { names: found ? { title: found.title, owner: found.owner } : null };
};
