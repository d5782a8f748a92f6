import { may } from '../../../../access.ts';
import type { PageServerLoad } from './$types.js';

/** The programmes whose catalogue this person may change. */
export const load: PageServerLoad = ({ locals: { services, person } }) => ({
  programmes: services.survey.programmes().filter(({ id }) => may(person, 'catalogue.manage', { programme: id })),
});
