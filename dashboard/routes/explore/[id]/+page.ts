import type { EstimateQuery } from '../../../../analytics/contract.ts';
import { exactly } from '../../../lib/exact/read.ts';
import { frameWithin, wantsExact } from '../../../lib/exact/reach.ts';
import { ApiFault, fetchEstimates } from '../../../lib/api.ts';
import { heldBy, parseView, writeView, type View } from '../../../lib/filter.ts';
import { askedWaves } from '../../../lib/explore/course.ts';
import { namesOf, vocabularyOf, type Frame } from '../../../lib/explore/frame.ts';
import { named, queriesOf, waveQuery, type FigureName } from '../../../lib/explore/queries.ts';
import type { Figures, WaveFigures } from '../../../lib/explore/scene.ts';
import { languageOf } from '../../../lib/language.ts';
import type { ProblemDocument } from '../../../lib/problem.ts';
import type { PageLoad } from './$types.js';

/**
 * The view of the address and its figures: those that came with the page, or one call for all of them, and one for each
 * other wave that can answer. An answer that arrives after the reader has gone on is dropped by Kit.
 */
export const load: PageLoad = async ({ url, data, fetch }) => {
  const { first, survey, reach } = data;
  const wanted = wantsExact(url.searchParams);
  const isExact = wanted && reach !== null;
  const exact = isExact ? 'shown' : wanted ? 'refused' : reach ? 'offered' : 'none';
  const nothing = { view: null, unknown: [], figures: null, waves: {}, problem: null };
  if (!data.frame || !first) return { ...data, ...nothing, exact: 'none' as const };
  const frame = isExact ? frameWithin(data.frame, reach) : data.frame;
  const { view, unknown } = parseView(url.searchParams, vocabularyOf(frame));
  const queries = queriesOf(view, namesOf(frame));
  const key = `${writeView(view)}${isExact ? '&view=exact' : ''}`;
  const asked = isExact ? exactly(queries) : queries;
  const found =
    key === first.key && first.figures
      ? first
      : await ask(fetch, survey.id, asked, isExact ? null : { frame, view }, url);
  return {
    ...{ ...data, frame, exact: exact as typeof exact, view, unknown },
    ...{ figures: found.figures, waves: found.waves, problem: found.problem },
  };
};

const unreachable: ProblemDocument = { title: '', status: 0, code: 'unreachable', detail: '' };

interface Found {
  readonly figures: Figures | null;
  readonly waves: WaveFigures;
  readonly problem: ProblemDocument | null;
}

/** @param other  the view of which other waves are asked too; null for exact figures, which no other wave has */
async function ask(
  fetcher: typeof fetch,
  survey: string,
  queries: readonly [FigureName, EstimateQuery][],
  other: { readonly frame: Frame; readonly view: View } | null,
  { pathname }: URL,
): Promise<Found> {
  const language = languageOf(pathname);
  const call = (id: string, some: Parameters<typeof fetchEstimates>[2]) => fetchEstimates(fetcher, id, some, language);
  const waves = other ? askedWaves(other.frame.waves, heldBy(other.view)).map((wave) => wave.survey) : [];
  const inWave = other ? [waveQuery(other.view, namesOf(other.frame))] : [];
  const asked = queries.map(([, query]) => query);
  try {
    const [answers, ...others] = await Promise.all([call(survey, asked), ...waves.map((id) => call(id, inWave))]);
    const told = waves.flatMap((id, at) => (others[at] ?? []).map((one) => [id, one] as const));
    return { figures: named(queries, answers), waves: Object.fromEntries(told), problem: null };
  } catch (error) {
    if (error instanceof ApiFault) return { figures: null, waves: {}, problem: error.problem };
    // what fetch throws when the server cannot be reached; the page has the words
    if (error instanceof TypeError) return { figures: null, waves: {}, problem: unreachable };
    throw error;
  }
}
