import { may } from '../../../../access.ts';
import type { PageServerLoad } from './$types.js';

/** The programmes into which this person may bring figures of other sources. */
export const load: PageServerLoad = ({ locals: { services, person } }) => ({
  programmes: services.survey.programmes().filter(({ id }) => may(person, 'series.manage', { programme: id })),
});
