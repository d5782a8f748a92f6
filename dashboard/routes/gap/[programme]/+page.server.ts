import { mayPlanIn } from '../../../lib/gap/may-plan.ts';
import { readGapPage } from '../../../lib/gap/read.ts';
import type { PageServerLoad } from './$types.js';

/** Places needed, seats and the gap between them, from published figures, as the address asks. */
export const load: PageServerLoad = async ({ locals: { services, person }, params: { programme }, url }) => {
  const gap = await readGapPage(services, programme, url.searchParams);
  return { gap, mayPlan: mayPlanIn(person, programme), synthetic: gap.told?.survey.synthetic ?? false };
};
