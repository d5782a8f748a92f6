import { may, mayAnywhere, type Person } from '../../../access.ts';
import { mattersOf, type Matter } from '../../lib/admin/attention.ts';
import { programmeTitles, readWatch } from '../../lib/admin/read.ts';
import type { Services } from '../../lib/services.ts';
import type { PageServerLoad } from './$types.js';

/** What needs attention today, of what this person watches, edits and may read. */
export const load: PageServerLoad = async ({ locals: { services, person } }) => {
  const [{ day, surveys }, drafts, audit] = await Promise.all([
    readWatch(services, person),
    faultyDrafts(services, person),
    may(person, 'audit.read', {}) ? services.audit.standing(person) : null,
  ]);
  const matters = mattersOf(surveys, day, ({ programme }) => may(person, 'privacy.manage', { programme }));
  const open = surveys.filter(({ state }) => state === 'open');
  return {
    ...{ day, drafts, audit, matters: matters.map(told), titles: programmeTitles(services) },
    counts: { surveys: surveys.length, open: open.length, today: today(surveys, day), total: total(surveys) },
  };
};

const faultyDrafts = async ({ instruments }: Services, person: Person | null) =>
  mayAnywhere(person, 'instrument.edit') ? instruments.faulty(person) : [];

const told = ({ kind, survey: { id, title, programme, closesOn, opensOn }, n, of }: Matter) => ({
  ...{ kind, n, of },
  survey: { id, title, programme, closesOn, opensOn },
});

type Watched = Awaited<ReturnType<typeof readWatch>>['surveys'];
const total = (surveys: Watched) => surveys.reduce((sum, { responses }) => sum + responses, 0);
const today = (surveys: Watched, day: string) =>
  surveys.flatMap(({ days }) => days.filter((one) => one.day === day)).reduce((sum, { n }) => sum + n, 0);
