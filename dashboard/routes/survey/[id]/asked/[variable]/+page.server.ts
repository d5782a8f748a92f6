import { may } from '../../../../../../access.ts';
import { frameOf } from '../../../../../lib/shell/frame.ts';
import type { PageServerLoad } from './$types.js';

/** The questions behind a variable of the figures, in the words of the version that asked them. */
export const load: PageServerLoad = async ({ locals: { services, person }, params, url }) => {
  const { survey } = services;
  const version = url.searchParams.get('version');
  const { id, title, wave, synthetic, programme } = survey.survey(params.id);
  return {
    asked: await survey.asked(params.id, params.variable, version === null ? undefined : Number(version)),
    of: { id, title, wave, programme },
    // whoever keeps the questionnaire has its drafts and all its versions there
    mayEdit: may(person, 'instrument.edit', { programme }),
    about: frameOf(survey, { survey: params.id }),
    synthetic,
  };
};
