import type { Person } from '../../../../access.ts';
import { readExact } from '../../../lib/exact/read.ts';
import { reachOf } from '../../../lib/exact/allowed.ts';
import { frameWithin, wantsExact, type Reach } from '../../../lib/exact/reach.ts';
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
  const { services, language, person } = locals;
  const { survey, frame, home } = readSurvey(services, params.id);
  const address = untrack(() => new URLSearchParams(url.search));
  const reach = frame && reachOf(person, survey.programme, frame.territories);
  const ask = { services, person, survey: survey.id, reach: wantsExact(address) ? reach : null, language };
  const first = frame && (await firstFigures(ask, frame, address));
  const thermometer = frame && (await services.analytics.thermometer(survey.id));
  return { survey, frame, home, reach, first, thermometer, synthetic: survey.synthetic };
};

interface Asked {
  readonly services: Services;
  readonly person: Person | null;
  readonly survey: string;
  /** null: published figures */
  readonly reach: Reach | null;
  readonly language: 'it' | 'en';
}

async function firstFigures(
  { services, person, survey, reach, language }: Asked,
  whole: Frame,
  address: URLSearchParams,
): Promise<First> {
  const frame = reach ? frameWithin(whole, reach) : whole;
  const { view } = parseView(address, vocabularyOf(frame));
  const key = `${writeView(view)}${reach ? '&view=exact' : ''}`;
  const queries = queriesOf(view, namesOf(frame));
  try {
    const figures = reach ? await readExact(services, person, survey, queries) : readFigures(services, survey, queries);
    return { key, figures, waves: reach ? {} : readWaves(services, frame, view), problem: null };
  } catch (error) {
    if (!isProblem(error)) throw error;
    return { key, figures: null, waves: {}, problem: error.document(language) };
  }
}
