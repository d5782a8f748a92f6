import { mayAnywhere } from '../../../../access.ts';
import type { Coding } from '../../../../survey/contract.ts';
import { attempt } from '../../../lib/coding/attempt.ts';
import { standingOf, type Standing } from '../../../lib/coding/standing.ts';
import { groupsOf } from '../../../lib/programme/choices.ts';
import { frameOf } from '../../../lib/shell/frame.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** A session to be coded: its words, the shared codes, and what this person may see of what was given. */
export const load: PageServerLoad = async ({ locals: { services, person, language }, params, url }) => {
  const { focus, codings, survey } = services;
  const session = await focus.session(person, params.session);
  const { programme } = session;
  const [statements, codes, tasks] = await Promise.all([
    focus.statements(person, session.id),
    codings.codes(person, programme),
    codings.tasks(person, programme),
  ]);
  const me = person?.id ?? '';
  const standing = standingOf(tasks, session.id, me);
  const looks = url.searchParams.has('look') || !standing.first;
  // not even asked for: what is told counts as seen
  const given = standing.free === 'second' && !looks ? [] : await codings.codings(person, session.id);
  return {
    ...{ session, statements, codes, standing, me, looks, groups: groupsOf(survey, programme, language) },
    about: frameOf(survey, { programme }),
    codings: shownTo(standing, given),
    sawOn: (await codings.looks(person))[session.id] ?? null,
    // whoever may let words stand here, and leads codes, leads them here
    leads: session.may.clear && mayAnywhere(person, 'code.lead'),
    names: await services.access.namesOf(tasks.map(({ coder }) => coder)),
  };
};

/** The own reading; after both what was settled, and what an edit moved. */
function shownTo({ settled, own }: Standing, given: readonly Coding[]): Coding[] {
  if (settled) return given.filter(({ pass, placed }) => pass === 'final' || placed === 'moved');
  if (own) return given.filter(({ pass }) => pass === own.pass);
  return [...given];
}

/** Changes are asked of the services, which look at the right again; they need no JavaScript. */
export const actions: Actions = {
  state: (event) =>
    attempt(event, async (sent) => {
      const { person, services } = event.locals;
      const body = { revision: Number(sent('revision')), state: sent('state') };
      await services.codings.putTask(person, event.params.session, sent('pass'), body);
    }),
  clear: (event) =>
    attempt(event, async (sent) => {
      const { person, services } = event.locals;
      await services.focus.clearHints(person, event.params.session, sent('statement'), Number(sent('revision')));
    }),
};
