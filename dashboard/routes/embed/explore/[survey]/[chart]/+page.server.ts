import { error } from '@sveltejs/kit';
import { namesOf, vocabularyOf } from '../../../../../lib/explore/frame.ts';
import { readFigures, readSurvey } from '../../../../../lib/explore/read.ts';
import { readWaves } from '../../../../../lib/explore/read-waves.ts';
import { queriesOf } from '../../../../../lib/explore/queries.ts';
import { parseView } from '../../../../../lib/filter.ts';
import { frameOf } from '../../../../../lib/shell/frame.ts';
import { figuresFor, isChart } from '../../../../../lib/take-away/charts.ts';
import type { PageServerLoad } from './$types.js';

/** One figure of a view, published, whoever asks: what nobody else's page may change. */
export const load: PageServerLoad = ({ params, url, locals: { services } }) => {
  const { survey, frame } = readSurvey(services, params.survey);
  if (!frame || !isChart(params.chart)) error(404);
  const { view, unknown } = parseView(url.searchParams, vocabularyOf(frame));
  const queries = figuresFor(params.chart, queriesOf(view, namesOf(frame)));
  if (queries.length === 0) error(404);
  return {
    ...{ survey, frame, view, unknown, chart: params.chart, synthetic: survey.synthetic },
    figures: readFigures(services, survey.id, queries),
    waves: params.chart === 'course' ? readWaves(services, frame, view) : {},
    about: frameOf(services.survey, { survey: survey.id }),
  };
};
