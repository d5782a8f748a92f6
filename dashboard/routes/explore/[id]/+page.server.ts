import { parseView, writeView } from '../../../lib/filter.ts';
import { namesOf, vocabularyOf, type Frame } from '../../../lib/explore/frame.ts';
import { queriesOf } from '../../../lib/explore/queries.ts';
import { readFigures, readSurvey } from '../../../lib/explore/read.ts';
import { readWaves } from '../../../lib/explore/read-waves.ts';
import type { Figures, WaveFigures } from '../../../lib/explore/scene.ts';
import { isProblem, type ProblemDocument } from '../../../lib/problem.ts';
import type { Services } from '../../../lib/services.ts';
import type { PageServerLoad } from './$types.js';

/** The figures of the view that the page opened with, or what stood in their way. */
interface First {
  readonly key: string;
  readonly figures: Figures | null;
  readonly waves: WaveFigures;
  readonly problem: ProblemDocument | null;
}

/** The survey, what can be looked at, and the first figures; later ones the browser asks from the API. */
export const load: PageServerLoad = async ({ params, url, locals, untrack }) => {
  const { services, language } = locals;
  const { survey, frame, home } = readSurvey(services, params.id);
  const address = untrack(() => new URLSearchParams(url.search));
  const first = frame && firstFigures(services, survey.id, frame, address, language);
  const thermometer = frame && (await services.analytics.thermometer(survey.id));
  return { survey, frame, home, first, thermometer, synthetic: survey.synthetic };
};

function firstFigures(
  services: Services,
  id: string,
  frame: Frame,
  address: URLSearchParams,
  language: 'it' | 'en',
): First {
  const { view } = parseView(address, vocabularyOf(frame));
  const key = writeView(view);
  try {
    const figures = readFigures(services, id, queriesOf(view, namesOf(frame)));
    return { key, figures, waves: readWaves(services, frame, view), problem: null };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { key, figures: null, waves: {}, problem: error.document(language) };
  }
}
