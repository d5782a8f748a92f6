import { readOptions } from '../../../lib/compare/options.ts';
import { parseCompare, writeCompare } from '../../../lib/compare/view.ts';
import { outsideOf } from '../../../lib/outside/read.ts';
import { isProblem } from '../../../lib/problem.ts';
import type { PageServerLoad } from './$types.js';

/** What is compared, as the address says it, from published figures; beside it what others publish about the same skills. */
export const load: PageServerLoad = async ({ locals: { services, language }, params, url }) => {
  const options = readOptions(services, params.programme);
  const { view, unknown } = parseCompare(url.searchParams, options);
  const about = { options, view, unknown, synthetic: options.surveys.some(({ synthetic }) => synthetic) };
  if (options.kinds.length === 0) return { ...about, comparison: null, problem: null, outside: [], search: '' };
  const search = writeCompare(view);
  try {
    const comparison = services.comparisons.compare(params.programme, Object.fromEntries(new URLSearchParams(search)));
    return {
      ...about,
      comparison,
      problem: null,
      search,
      outside: await outsideOf(services, params.programme, language),
    };
  } catch (error) {
    if (!isProblem(error) || error.status >= 500) throw error;
    return { ...about, comparison: null, problem: error.document(language), outside: [], search };
  }
};
