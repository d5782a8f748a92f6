import { inWords } from '../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** The surveys that take answers now, of the programmes in which this person helps. */
export const load: PageServerLoad = ({ locals: { services, person, language } }) => {
  const { survey, entries } = services;
  const helped = survey.programmes().filter(({ id }) => entries.mayAssist(person, id));
  const programmes = helped.map(({ id, title }) => ({
    title: inWords(title, language),
    surveys: survey
      .surveys()
      .filter(({ programme }) => programme === id)
      .map((one) => ({ id: one.id, title: inWords(one.title, language), state: one.state, closesOn: one.closesOn })),
  }));
  return { programmes };
};
