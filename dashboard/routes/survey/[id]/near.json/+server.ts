import { json } from '@sveltejs/kit';
import type { NearTable } from '../../../../lib/catalogue/near.ts';
import type { RequestHandler } from './$types.js';

/** The whole catalogue with all places, for whoever asks: what is near somebody is found in the browser. */
export const GET: RequestHandler = async ({ locals: { services }, params, setHeaders }) => {
  const { programme } = services.survey.survey(params.id);
  const { today, level } = await services.catalogue.frame(programme);
  const places = services.survey.territories(params.id).map(({ code, province, area, point }) => ({
    ...{ code, province, area, point },
  }));
  const courses = (await services.catalogue.courses(programme)).filter(({ editions }) =>
    editions.some(({ startsOn }) => startsOn > today),
  );
  setHeaders({ 'cache-control': 'no-cache' });
  return json({ today, level, places, courses } satisfies NearTable);
};
