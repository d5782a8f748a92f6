import { ApiFault, fetchEstimates } from '../../../lib/api.ts';
import { heldBy, parseView, writeView, type View } from '../../../lib/filter.ts';
import { askedWaves } from '../../../lib/explore/course.ts';
import { namesOf, vocabularyOf, type Frame } from '../../../lib/explore/frame.ts';
import { named, queriesOf, waveQuery } from '../../../lib/explore/queries.ts';
import type { Figures, WaveFigures } from '../../../lib/explore/scene.ts';
import { languageOf } from '../../../lib/language.ts';
import type { ProblemDocument } from '../../../lib/problem.ts';
import type { PageLoad } from './$types.js';

/**
 * The view of the address and its figures: those that came with the page, or one call for all of them, and one for each
 * other wave that can answer. An answer that arrives after the reader has gone on is dropped by Kit.
 */
export const load: PageLoad = async ({ url, data, fetch }) => {
  const { frame, first, survey } = data;
  if (!frame || !first) return { ...data, view: null, unknown: [], figures: null, waves: {}, problem: null };
  const { view, unknown } = parseView(url.searchParams, vocabularyOf(frame));
  const found = writeView(view) === first.key && first.figures ? first : await ask(fetch, survey.id, frame, view, url);
  return { ...data, view, unknown, figures: found.figures, waves: found.waves, problem: found.problem };
};

const unreachable: ProblemDocument = { title: '', status: 0, code: 'unreachable', detail: '' };

interface Found {
  readonly figures: Figures | null;
  readonly waves: WaveFigures;
  readonly problem: ProblemDocument | null;
}

async function ask(fetcher: typeof fetch, survey: string, frame: Frame, view: View, { pathname }: URL): Promise<Found> {
  const names = namesOf(frame);
  const queries = queriesOf(view, names);
  const language = languageOf(pathname);
  const call = (id: string, some: Parameters<typeof fetchEstimates>[2]) => fetchEstimates(fetcher, id, some, language);
  const others = askedWaves(frame.waves, heldBy(view)).map((wave) => wave.survey);
  const asked = queries.map(([, query]) => query);
  try {
    const [answers, ...waves] = await Promise.all([
      call(survey, asked),
      ...others.map((id) => call(id, [waveQuery(view, names)])),
    ]);
    const told = others.flatMap((id, at) => (waves[at] ?? []).map((one) => [id, one] as const));
    return { figures: named(queries, answers), waves: Object.fromEntries(told), problem: null };
  } catch (error) {
    if (error instanceof ApiFault) return { figures: null, waves: {}, problem: error.problem };
    // what fetch throws when the server cannot be reached; the page has the words
    if (error instanceof TypeError) return { figures: null, waves: {}, problem: unreachable };
    throw error;
  }
}
