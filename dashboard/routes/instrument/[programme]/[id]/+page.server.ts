import type { PageServerLoad } from './$types.js';

/** The draft of an instrument, what was published of it, and the surveys that ask it. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const { instruments, survey } = locals.services;
  const [draft, versions, list] = await Promise.all([
    instruments.draft(locals.person, params.programme, params.id),
    instruments.versions(locals.person, params.programme, params.id),
    instruments.list(locals.person, params.programme),
  ]);
  const summary = list.find(({ instrument }) => instrument === params.id);
  const programme = survey.programmes().find(({ id }) => id === params.programme);
  return {
    ...{ draft, versions },
    title: summary?.title ?? { it: params.id, en: params.id },
    surveys: summary?.surveys ?? [],
    languages: summary?.languages ?? programme?.languages ?? [],
  };
};
