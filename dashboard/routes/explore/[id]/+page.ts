import type { EstimateQuery } from '../../../../analytics/contract.ts';
import { exactly } from '../../../lib/exact/read.ts';
import { frameWithin, wantsExact } from '../../../lib/exact/reach.ts';
import { ApiFault, fetchEstimates } from '../../../lib/api.ts';
import { parseView, queriesOf, writeView, type FigureName } from '../../../lib/filter.ts';
import { namesOf, vocabularyOf } from '../../../lib/explore/frame.ts';
import { named } from '../../../lib/explore/read.ts';
import type { Figures } from '../../../lib/explore/scene.ts';
import { languageOf } from '../../../lib/language.ts';
import type { ProblemDocument } from '../../../lib/problem.ts';
import type { PageLoad } from './$types.js';

/**
 * The view of the address and its figures: those that came with the page, or one call for all of them. An answer that
 * arrives after the reader has gone on is dropped by Kit.
 */
export const load: PageLoad = async ({ url, data, fetch }) => {
  const { first, survey, reach } = data;
  const wanted = wantsExact(url.searchParams);
  const isExact = wanted && reach !== null;
  const exact = isExact ? 'shown' : wanted ? 'refused' : reach ? 'offered' : 'none';
  if (!data.frame || !first)
    return { ...data, view: null, unknown: [], figures: null, problem: null, exact: 'none' as const };
  const frame = isExact ? frameWithin(data.frame, reach) : data.frame;
  const { view, unknown } = parseView(url.searchParams, vocabularyOf(frame));
  const queries = queriesOf(view, namesOf(frame));
  const key = `${writeView(view)}${isExact ? '&view=exact' : ''}`;
  const asked = isExact ? exactly(queries) : queries;
  const found = key === first.key && first.figures ? first : await ask(fetch, survey.id, asked, url);
  return {
    ...data,
    frame,
    exact: exact as typeof exact,
    view,
    unknown,
    figures: found.figures,
    problem: found.problem,
  };
};

const unreachable: ProblemDocument = { title: '', status: 0, code: 'unreachable', detail: '' };

async function ask(
  fetcher: typeof fetch,
  survey: string,
  queries: readonly [FigureName, EstimateQuery][],
  { pathname }: URL,
): Promise<{ figures: Figures | null; problem: ProblemDocument | null }> {
  try {
    const answers = await fetchEstimates(
      fetcher,
      survey,
      queries.map(([, query]) => query),
      languageOf(pathname),
    );
    return { figures: named(queries, answers), problem: null };
  } catch (error) {
    if (error instanceof ApiFault) return { figures: null, problem: error.problem };
    // what fetch throws when the server cannot be reached; the page has the words
    if (error instanceof TypeError) return { figures: null, problem: unreachable };
    throw error;
  }
}
