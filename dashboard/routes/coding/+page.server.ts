import { redirect } from '@sveltejs/kit';
import { mayAnywhere } from '../../../access.ts';
import { attempt } from '../../lib/coding/attempt.ts';
import { openQuestions } from '../../lib/coding/open-questions.ts';
import { programmesFor } from '../../lib/programme/choices.ts';
import { standingOf } from '../../lib/coding/standing.ts';
import { inLanguage } from '../../lib/language.ts';
import { frameOf } from '../../lib/shell/frame.ts';
import type { Actions, PageServerLoad } from './$types.js';

/** The sessions of one programme with who reads which; the address names the programme, else it is the first. */
export const load: PageServerLoad = async ({ locals: { services, person, language }, url }) => {
  const programmes = programmesFor(services.survey, person, 'coding.read').map(({ id, title }) => {
    return { id, title: title[language] };
  });
  const asked = url.searchParams.get('programme');
  const programmeId = programmes.find(({ id }) => id === asked)?.id ?? programmes[0]?.id ?? null;
  if (programmeId === null) return { programmes, programmeId, sessions: [], names: {}, questions: [], me: '' };
  const [sessions, tasks, saw] = await Promise.all([
    services.focus.sessions(person, programmeId),
    services.codings.tasks(person, programmeId),
    services.codings.looks(person),
  ]);
  const me = person?.id ?? '';
  const questions = mayAnywhere(person, 'figures.exact') ? openQuestions(services.survey, programmeId, language) : [];
  return {
    ...{ programmes, programmeId, me, questions },
    about: frameOf(services.survey, { programme: programmeId }),
    sessions: sessions.map((one) => ({
      ...one,
      standing: standingOf(tasks, one.id, me),
      sawOn: saw[one.id] ?? null,
    })),
    names: await services.access.namesOf(tasks.map(({ coder }) => coder)),
  };
};

export const actions: Actions = {
  take: (event) =>
    attempt(event, async (sent) => {
      const { person, services, language } = event.locals;
      await services.codings.putTask(person, sent('session'), sent('pass'), { revision: 0, state: 'open' });
      redirect(303, inLanguage(`/coding/${sent('session')}`, language));
    }),
};
