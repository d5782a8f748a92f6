import type { Person } from '../../../../access.ts';
import type { PageServerLoad } from './$types.js';

/** The staff within this person's scope, and the names of what their rights are about. */
export const load: PageServerLoad = async ({ locals }) => {
  const { access, survey } = locals.services;
  const [people, choices] = await Promise.all([
    access.people.list(locals.person as Person),
    survey.admin.scopes(locals.person),
  ]);
  return { people, choices };
};
