import { error } from '@sveltejs/kit';
import { namesOf, vocabularyOf } from '../../../../../lib/explore/frame.ts';
import { readFigures, readSurvey } from '../../../../../lib/explore/read.ts';
import { queriesOf } from '../../../../../lib/explore/queries.ts';
import { parseView } from '../../../../../lib/filter.ts';
import { frameOf } from '../../../../../lib/shell/frame.ts';
import { charts, isChart } from '../../../../../lib/take-away/charts.ts';
import type { PageServerLoad } from './$types.js';

/** One figure of a view, published, whoever asks: what nobody else's page may change. */
export const load: PageServerLoad = ({ params, url, locals: { services } }) => {
  const { survey, frame } = readSurvey(services, params.survey);
  if (!frame || !isChart(params.chart)) error(404);
  const { view, unknown } = parseView(url.searchParams, vocabularyOf(frame));
  const needed = new Set<string>(charts[params.chart]);
  const queries = queriesOf(view, namesOf(frame)).filter(([name]) => needed.has(name));
  if (!queries.some(([name]) => name === params.chart)) error(404);
  return {
    ...{ survey, frame, view, unknown, chart: params.chart, synthetic: survey.synthetic },
    figures: readFigures(services, survey.id, queries),
    about: frameOf(services.survey, { survey: survey.id }),
  };
};
