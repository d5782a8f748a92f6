import { error } from '@sveltejs/kit';
import { readExact } from '../../../../lib/exact/read.ts';
import { reachOf } from '../../../../lib/exact/allowed.ts';
import { frameWithin, wantsExact } from '../../../../lib/exact/reach.ts';
import { readFigures, readSurvey } from '../../../../lib/explore/read.ts';
import { namesOf, vocabularyOf } from '../../../../lib/explore/frame.ts';
import { sceneOf } from '../../../../lib/explore/scene.ts';
import { parseView } from '../../../../lib/filter.ts';
import { queriesOf } from '../../../../lib/explore/queries.ts';
import { readWaves } from '../../../../lib/explore/read-waves.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import { takenFile } from '../../../../lib/take-away/file.ts';
import type { RequestHandler } from './$types.js';

/** `map.csv`, `ranking.xlsx` …: the figures of a chart, those that the view of the address shows. */
export const GET: RequestHandler = async ({ params, url, locals: { services, language, person } }) => {
  const { survey, frame: whole } = readSurvey(services, params.id);
  if (!whole) error(404);
  const reach = wantsExact(url.searchParams) ? reachOf(person, survey.programme, whole.territories) : null;
  const frame = reach ? frameWithin(whole, reach) : whole;
  const { view } = parseView(url.searchParams, vocabularyOf(frame));
  const queries = queriesOf(view, namesOf(frame));
  const figures = reach
    ? await readExact(services, person, survey.id, queries)
    : readFigures(services, survey.id, queries);
  const m = await loadMessages(language);
  const waves = reach ? {} : readWaves(services, frame, view);
  const scene = sceneOf({ frame, view, figures, waves, language, m, unit: survey.unit, exact: reach !== null });
  const file = await takenFile(scene, { file: params.file, survey, files: services.analytics.files, site: url.origin });
  if (!file) error(404);
  return new Response(file.body, {
    headers: { 'Content-Type': file.type, 'Content-Disposition': `attachment; filename="${file.name}"` },
  });
};
