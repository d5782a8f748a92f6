import { mayAnywhere } from '../../../../../access.ts';
import { attempt } from '../../../../lib/coding/attempt.ts';
import { standingOf } from '../../../../lib/coding/standing.ts';
import { frameOf } from '../../../../lib/shell/frame.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** How far two readers agree, and where they differ; nothing of it before both are done. */
export const load: PageServerLoad = async ({ locals: { services, person }, params }) => {
  const { focus, codings, agreements, access, survey } = services;
  const session = await focus.session(person, params.session);
  const { programme } = session;
  const [codes, tasks] = await Promise.all([codings.codes(person, programme), codings.tasks(person, programme)]);
  const me = person?.id ?? '';
  const standing = standingOf(tasks, session.id, me);
  const shared = {
    ...{ session, codes, standing, me, names: await access.namesOf(tasks.map(({ coder }) => coder)) },
    about: frameOf(survey, { programme }),
  };
  if (!standing.settled) return { ...shared, agreement: null, differences: [], texts: {}, leads: false };
  const [agreement, differences, statements] = await Promise.all([
    agreements.agreement(person, session.id),
    codings.differences(person, session.id),
    focus.statements(person, session.id),
  ]);
  return {
    ...{ ...shared, agreement, differences },
    texts: Object.fromEntries(statements.map(({ id, text, language }) => [id, { text, language }])),
    leads: session.may.clear && mayAnywhere(person, 'code.lead'),
  };
};

export const actions: Actions = {
  decide: (event) =>
    attempt(event, async (sent) => {
      const { person, services } = event.locals;
      const [start, stop] = [Number(sent('start')), Number(sent('stop'))];
      const statement = sent('statement');
      const body = { statement, start, stop, codes: sent.all('codes').filter(Boolean), reason: sent('reason') };
      await services.codings.adjudicate(person, event.params.session, body);
      return { decided: `${statement} ${start}` };
    }),
};
