import { inWords } from '../../../../lib/language.ts';
import type { Localized, SessionMinutes } from '../../../../../survey/contract.ts';
import type { PageServerLoad } from './$types.js';

/** The minutes that this person may see, in the language of the page. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { person, services, language } = locals;
  const minutes = await services.interchange.minutes(person, params.id, url.searchParams.get('version') ?? undefined);
  return { minutes: inOneLanguage(minutes, (label) => inWords(label, language)) };
};

function inOneLanguage({ groups, people, topics, ...minutes }: SessionMinutes, say: (label: Localized) => string) {
  return {
    ...minutes,
    groups: groups.map(say),
    people: people.map(({ number, role, group }) => ({
      number,
      words: group === null ? role : `${role} · ${say(group)}`,
    })),
    topics: topics.map((topic) => ({ ...topic, title: topic.title === null ? null : say(topic.title) })),
  };
}
