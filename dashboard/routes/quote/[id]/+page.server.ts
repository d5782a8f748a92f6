import { frameOf } from '../../../lib/shell/frame.ts';
import type { PageServerLoad } from './$types.js';

/** A quote that somebody cites: its words while they may be read, and that it was withdrawn from then on. */
export const load: PageServerLoad = async ({ locals: { services, person }, params }) => {
  const { session, ...record } = await services.evidence.quote(params.id);
  const mayOpen = session !== null && (await services.evidence.reaches(person, record.programme, session));
  const skills = record.skill ? await services.evidence.skill(record.programme, record.skill) : null;
  return {
    ...{ record, skill: skills?.skill.label ?? null, minutes: mayOpen ? session : null },
    about: frameOf(services.survey, { programme: record.programme }),
    synthetic: record.invented,
  };
};
