import { mayAnywhere, type Grant, type Person } from '../../../access.ts';
import { ownPage } from '../../lib/access/after-sign-in.ts';
import { languageOf } from '../../lib/language.ts';
import { isProblem } from '../../lib/problem.ts';
import type { Services } from '../../lib/services.ts';
import type { PageServerLoad } from './$types.js';

/** The own account: who is signed in, what they may do and where, and whether an authenticator is on. */
export const load: PageServerLoad = async ({ locals, request, url }) => {
  const session = locals.services.access.current(request.headers.get('cookie'));
  if (!session) throw new Error('the gate lets nobody in without a session');
  const { person, mustChange, totp } = session;
  const language = languageOf(url.pathname);
  const rights = person.grants.map((grant) => ({ role: grant.role, where: whereOf(locals.services, grant, language) }));
  const registers = mustChange ? [] : await registersOf(locals.services, person, language);
  const views = await locals.services.access.views.list(person);
  const next = ownPage(url.searchParams.get('next'), url.origin);
  return { name: person.name, email: person.email, mustChange, totp, rights, registers, views, next };
};

/** The programmes in whose register this person has a part. */
async function registersOf({ register, survey }: Services, person: Person, language: 'it' | 'en') {
  if (!mayAnywhere(person, 'register.open')) return [];
  const found = survey.programmes().map(async ({ id, title }) => {
    const parts = await register.parts(person, id).catch((error: unknown) => {
      if (!isProblem(error)) throw error;
      return [];
    });
    return parts.length > 0 ? [{ id, title: title[language] }] : [];
  });
  return (await Promise.all(found)).flat();
}

/** Names of what a grant is limited to, or their codes where nothing has a name; none: everywhere. */
function whereOf({ survey }: Services, grant: Grant, language: 'it' | 'en'): string[] {
  const programme = survey.programmes().find(({ id }) => id === grant.programme);
  const surveys = programme ? programme.surveys : survey.surveys().map(({ id }) => id);
  const places = surveys.flatMap((id) => survey.territories(id));
  const place = places.find(({ level, code }) => `${level}:${code}` === grant.territory);
  const names = [programme?.title[language] ?? grant.programme, place?.name[language] ?? grant.territory];
  return [...names, grant.organisation].filter((name) => name !== null);
}
