import { readGapPage } from '../../../lib/gap/read.ts';
import type { PageServerLoad } from './$types.js';

/** Places needed, seats and the gap between them, from published figures, as the address asks. */
export const load: PageServerLoad = async ({ locals: { services }, params: { programme }, url }) => {
  const gap = await readGapPage(services, programme, url.searchParams);
  return { gap, synthetic: gap.told?.survey.synthetic ?? false };
};
