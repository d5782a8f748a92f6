import { readComparison } from '../../../lib/compare/read.ts';
import { outsideOf } from '../../../lib/outside/read.ts';
import type { PageServerLoad } from './$types.js';

/** What is compared, as the address says it, from published figures; beside it what others publish about the same skills. */
export const load: PageServerLoad = async ({ locals: { services, language }, params: { programme }, url }) => {
  const read = readComparison(services, programme, url.searchParams, language);
  return { ...read, outside: read.comparison ? await outsideOf(services, programme, language) : [] };
};
