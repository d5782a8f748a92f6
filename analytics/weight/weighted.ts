/** A design with new weights, and the account of how they came about. */
import { Problem } from '../../problem.ts';
import type { Adjustment, SurveyDesign } from '../estimate/design.ts';
import { weightingEffect } from './kish.ts';

/** What making the weights took, and what it cost. */
export interface Weighting {
  /** rounds of a computation that goes on until it holds; 1 where one step does */
  readonly iterations: number;
  /** the largest |Σw − N| / N of all margins or totals; 0 where there are none */
  readonly discrepancy: number;
  /** respondents whose weight stands at a bound of trimming */
  readonly trimmed: number;
  /** design effect of unequal weights (Kish 1965) before and after */
  readonly kishBefore: number;
  readonly kishAfter: number;
}

/** A design whose weights were made here; estimators take it as any other. */
export interface WeightedDesign extends SurveyDesign {
  readonly weighting: Weighting;
}

type Account = Partial<Omit<Weighting, 'kishBefore' | 'kishAfter'>>;

/** @param adjustment  null where the error stays that of the design before, as after trimming */
export function weighted(
  design: SurveyDesign,
  weights: Float64Array,
  adjustment: Adjustment | null,
  account: Account = {},
): WeightedDesign {
  const weighting = {
    ...{ iterations: 1, discrepancy: 0, trimmed: 0 },
    ...account,
    kishBefore: weightingEffect(design),
    kishAfter: weightingEffect({ ...design, weights }),
  };
  const adjustments = adjustment === null ? design.adjustments : inOrder(design.adjustments, adjustment);
  return { ...design, weights, adjustments, weighting };
}

/**
 * Weights are made for the whole sample; a domain is chosen afterwards.
 * @throws Problem weights_before_domain
 */
export function refuseDomain({ domain }: SurveyDesign): void {
  if (domain !== null) throw new Problem('weights_before_domain');
}

/** R takes the residuals in the order of the steps. What non-response spreads over those who did not answer comes last. */
function inOrder(before: readonly Adjustment[], added: Adjustment): Adjustment[] {
  const isLast = ({ kind }: Adjustment) => kind === 'nonResponse';
  if (isLast(added)) return [...before, added];
  return [...before.filter((one) => !isLast(one)), added, ...before.filter(isLast)];
}
