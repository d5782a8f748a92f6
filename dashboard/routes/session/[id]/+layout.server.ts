import { groupsOf, placesOf, wordsOf } from '../../../lib/programme/choices.ts';
import { frameOf } from '../../../lib/shell/frame.ts';
import type { LayoutServerLoad } from './$types.js';

/** A session, in the words and the colours of its programme. */
export const load: LayoutServerLoad = async ({ locals: { services, person, language }, params }) => {
  const session = await services.focus.session(person, params.id);
  const { programme, territory } = session;
  return {
    ...{ session, account: person?.id ?? '' },
    groups: groupsOf(services.survey, programme, language),
    where: wordsOf(placesOf(services.survey, programme, language), territory),
    about: frameOf(services.survey, { programme }),
  };
};
