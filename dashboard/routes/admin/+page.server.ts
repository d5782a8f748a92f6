import { mattersOf } from '../../lib/admin/attention.ts';
import { programmeTitles, readWatch } from '../../lib/admin/read.ts';
import type { PageServerLoad } from './$types.js';

/** What needs attention today, of what this person watches. */
export const load: PageServerLoad = async ({ locals }) => {
  const { day, surveys } = await readWatch(locals.services, locals.person);
  const matters = mattersOf(surveys, day).map(
    ({ kind, survey: { id, title, programme, closesOn, opensOn }, n, of }) => ({
      ...{ kind, n, of },
      survey: { id, title, programme, closesOn, opensOn },
    }),
  );
  const open = surveys.filter(({ state }) => state === 'open');
  return {
    ...{ day, matters, titles: programmeTitles(locals.services) },
    counts: { surveys: surveys.length, open: open.length, today: today(surveys, day), total: total(surveys) },
  };
};

type Watched = Awaited<ReturnType<typeof readWatch>>['surveys'];
const total = (surveys: Watched) => surveys.reduce((sum, { responses }) => sum + responses, 0);
const today = (surveys: Watched, day: string) =>
  surveys.flatMap(({ days }) => days.filter((one) => one.day === day)).reduce((sum, { n }) => sum + n, 0);
