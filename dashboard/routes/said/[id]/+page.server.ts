import { may } from '../../../../access.ts';
import { drawnFigure } from '../../../lib/said/figure.ts';
import type { Services } from '../../../lib/services.ts';
import type { PageServerLoad } from './$types.js';

/** What came of a survey: three findings with what was published, what followed, what was declined and why. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { id: survey }, url }) => {
  const asked = Number(url.searchParams.get('version') ?? '');
  const version = Number.isInteger(asked) && asked > 0 ? asked : undefined;
  const { said, figures } = await services.said.figured(survey, version);
  const about = services.survey.surveys().find(({ id }) => id === survey);
  return {
    ...{ said, figures: figures.map((record) => drawnFigure(services, record)) },
    versions: await services.said.versions(survey),
    title: about?.title ?? { it: survey, en: survey },
    wave: about?.wave ?? '',
    synthetic: about?.synthetic ?? false,
    home: about?.programme ?? '',
    titles: await planTitles(services, about?.programme),
    mayWrite: may(person, 'said.write', about ? { programme: about.programme } : {}),
  };
};

/** The approved plans that what followed may name, by id. */
async function planTitles({ plans }: Services, programme: string | undefined): Promise<Record<string, string>> {
  if (programme === undefined) return {};
  return Object.fromEntries((await plans.approved(programme)).map(({ id, title }) => [id, title]));
}
