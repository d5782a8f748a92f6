import { error } from '@sveltejs/kit';
import { fileOf } from '../../../../lib/explore/file.ts';
import { readFigures, readSurvey } from '../../../../lib/explore/read.ts';
import { namesOf, vocabularyOf } from '../../../../lib/explore/frame.ts';
import { sceneOf } from '../../../../lib/explore/scene.ts';
import { parseView } from '../../../../lib/filter.ts';
import { queriesOf } from '../../../../lib/explore/queries.ts';
import { readWaves } from '../../../../lib/explore/read-waves.ts';
import { loadMessages } from '../../../../lib/messages.ts';
import type { RequestHandler } from './$types.js';

/** `map.csv`, `ranking.json` …: the figures of a chart, those that the view of the address shows. */
export const GET: RequestHandler = async ({ params, url, locals: { services, language } }) => {
  const { survey, frame } = readSurvey(services, params.id);
  if (!frame) error(404);
  const { view } = parseView(url.searchParams, vocabularyOf(frame));
  const figures = readFigures(services, survey.id, queriesOf(view, namesOf(frame)));
  const m = await loadMessages(language);
  const file = fileOf(
    sceneOf({ frame, view, figures, waves: readWaves(services, frame, view), language, m, unit: survey.unit }),
    params.file,
  );
  if (!file) error(404);
  return new Response(file.body, {
    headers: { 'Content-Type': file.type, 'Content-Disposition': `attachment; filename="${file.name}"` },
  });
};
