import { programmeTitles } from '../../../lib/admin/read.ts';
import type { Localized } from '../../../../survey/contract.ts';
import type { Services } from '../../../lib/services.ts';
import type { PageServerLoad } from './$types.js';

const names = ['person', 'programme', 'action', 'from', 'to', 'before'] as const;
type Filter = Partial<Record<(typeof names)[number], string>>;

/** The newest entries that the address asks for, and whether the whole audit is as it was written. */
export const load: PageServerLoad = async ({ locals: { person, services }, url }) => {
  const choices = await services.audit.choices(person);
  const asked = filterOf(url.searchParams);
  const [only] = choices.everything ? [] : choices.programmes;
  const filter: Filter = { ...(only !== undefined && { programme: only }), ...asked };
  const [page, verdict] = await Promise.all([
    services.audit.page(person, filter),
    choices.everything ? services.audit.verify(person) : null,
  ]);
  return { choices, filter, page, verdict, titles: titlesOf(services) };
};

/** Of what the audit names by its id. */
const titlesOf = (services: Services): Readonly<Record<string, Localized>> => ({
  ...Object.fromEntries(services.survey.surveys().map(({ id, title }) => [id, title])),
  ...programmeTitles(services),
});

/** A form sends its empty fields too. */
function filterOf(query: URLSearchParams): Filter {
  return Object.fromEntries(names.flatMap((name) => (query.get(name) ? [[name, query.get(name)]] : [])));
}
