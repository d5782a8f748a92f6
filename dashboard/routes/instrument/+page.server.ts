import { redirect } from '@sveltejs/kit';
import { may } from '../../../access.ts';
import { inLanguage } from '../../lib/language.ts';
import type { PageServerLoad } from './$types.js';

/** The programmes whose instruments this person edits; who edits those of one alone is led there. */
export const load: PageServerLoad = async ({ locals: { services, person, language } }) => {
  const all = services.survey.programmes();
  const own = all.filter(({ id }) => may(person, 'instrument.edit', { programme: id }));
  const [only, ...others] = own;
  if (only && others.length === 0) redirect(307, inLanguage(`/instrument/${only.id}`, language));
  const lists = await Promise.all(own.map(({ id }) => services.instruments.list(person, id)));
  return { programmes: own.map(({ id, title }, at) => ({ id, title, instruments: lists[at]?.length ?? 0 })) };
};
