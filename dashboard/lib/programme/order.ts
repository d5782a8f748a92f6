import type { SurveySummary } from '../../../survey/contract.ts';

const order: readonly SurveySummary['state'][] = ['open', 'pilot', 'planned', 'closed'];

/** Surveys that may be answered come first. */
export const byState = (a: Pick<SurveySummary, 'state'>, b: Pick<SurveySummary, 'state'>): number =>
  order.indexOf(a.state) - order.indexOf(b.state);
