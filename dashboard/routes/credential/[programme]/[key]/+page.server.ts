import { may } from '../../../../../access.ts';
import { languageOf } from '../../../../lib/language.ts';
import { attempt, textOf } from '../../../../lib/attempt.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A microcredential with every element of the Recommendation; `?version=` for one that was published before. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme, key }, url }) => {
  const asked = Number(url.searchParams.get('version') ?? '');
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const credential = await services.credentials.one(programme, key, version);
  const areas = await services.credentials.areas(programme);
  const { alignment, tag } = await services.credentials.badge(
    ...([programme, key, languageOf(url.pathname), credential.version] as const),
  );
  return {
    ...{ address: programme, credential, alignment },
    // labels are those of the list of skills
    skills: credential.content.skills.flatMap((skill, at) =>
      areas.has(skill) ? [{ skill, label: tag[at] ?? skill }] : [],
    ),
    versions: await services.credentials.versions(programme, key),
    mayIssue: may(person, 'credential.issue', { programme }),
  };
};

/** Gives it to a learner: the file goes onto the page and nowhere else. */
export const actions: Actions = {
  issue: async ({ locals: { services, person, language }, params: { programme, key }, request }) => {
    const sent = await request.formData();
    return attempt(language, sent, async () => {
      const award = {
        learner: { name: textOf(sent, 'name'), id: textOf(sent, 'id') || null },
        ...{ issuedOn: textOf(sent, 'issuedOn'), grade: textOf(sent, 'grade') || null },
      };
      const badge = await services.credentials.issue(person, programme, key, language === 'it' ? 'it' : 'en', award);
      return { badge: JSON.stringify(badge, null, 2) };
    });
  },
};
