import { mayAnywhere, type Person } from '../../access.ts';
import { offered } from '../lib/offered.ts';
import { mayEnter } from '../lib/admin/entrance.ts';
import { frameOf } from '../lib/shell/frame.ts';
import type { LayoutServerLoad } from './$types.js';

/** What the frame of every page shows: the reader's theme, the languages, the programme of the page and where its figures are. */
export const load: LayoutServerLoad = ({ locals, params, route }) => {
  const { survey } = locals.services;
  const { id, programme }: { id?: string; programme?: string } = params;
  return {
    theme: locals.theme,
    person: locals.person && whoIs(locals.person),
    ...offered(survey.surveys(), { route: route.id, survey: id, programme }),
    ...frameOf(survey, { survey: id, programme: programme ?? id }),
  };
};

/** `listens`: reads sessions of focus groups; `codes`: gives codes to words; `assists`: helps people to answer. */
const whoIs = (person: Person) => ({
  ...{ name: person.name, isStaff: mayEnter(person) },
  ...{ listens: mayAnywhere(person, 'focus.read'), codes: mayAnywhere(person, 'coding.read') },
  assists: mayAnywhere(person, 'response.assist'),
});
