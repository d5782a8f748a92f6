import { may } from '../../../../access.ts';
import type { Code, Coding } from '../../../../survey/contract.ts';
import { programmesFor, skillsOf } from '../../../lib/programme/choices.ts';
import type { PageServerLoad } from './$types.js';

export { actions } from './actions.ts';

/**
 * The shared codes of a programme. The address names the one that is open, the one into which it would be merged, and the
 * session in which it would be split.
 */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { services, person, language } = locals;
  const { codings, survey, access } = services;
  const [codes, events] = await Promise.all([
    codings.codes(person, params.programme),
    codings.history(person, params.programme),
  ]);
  const asked = (name: string) => codes.find(({ id }) => id === url.searchParams.get(name)) ?? null;
  const code = asked('code');
  const leads = may(person, 'code.lead', { programme: params.programme });
  const mayDo = (action: 'code.propose' | 'coding.read') =>
    programmesFor(survey, person, action).some(({ id }) => id === params.programme);
  return {
    ...{ programmeId: params.programme, codes, events, code, into: asked('into'), me: person?.id ?? '', leads },
    ...{ proposes: mayDo('code.propose'), reads: mayDo('coding.read') },
    skills: skillsOf(survey, params.programme, language),
    skill: url.searchParams.get('skill'),
    split: leads && code ? await splitOf(locals, params.programme, code, url.searchParams.get('session')) : null,
    names: await access.namesOf(events.map(({ who }) => who)),
  };
};

/** The sessions in which a code may be split, and its codings in the one that was asked for. */
async function splitOf({ services, person }: App.Locals, programme: string, code: Code, asked: string | null) {
  const sessions = (await services.focus.sessions(person, programme)).map(({ id, title, heldOn }) => {
    return { id, title, heldOn };
  });
  const session = sessions.find(({ id }) => id === asked)?.id ?? null;
  const all = session === null ? [] : await services.codings.codings(person, session);
  return { sessions, session, codings: countedOnce(all.filter((one) => one.code === code.id)) };
}

/** Where two readers were settled, what was settled; what each gave goes with it. */
function countedOnce(codings: readonly Coding[]): Coding[] {
  const final = codings.filter(({ pass }) => pass === 'final');
  return final.length > 0 ? final : [...codings];
}
