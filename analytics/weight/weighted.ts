/** A design with new weights, and the account of how they came about. */
import { Problem } from '../../problem.ts';
import type { Adjustment, SurveyDesign } from '../estimate/design.ts';
import { kishDeff } from '../estimate/kish.ts';

/** What making the weights took, and what it cost. */
export interface Weighting {
  /** rounds of a computation that goes on until it holds; 1 where one step does */
  readonly iterations: number;
  /** the largest |Σw − N| / N of all margins or totals; 0 where there are none */
  readonly discrepancy: number;
  /** respondents whose weight stands at a bound of trimming */
  readonly trimmed: number;
  /** design effect of unequal weights (`kishDeff`) before and after; null without anybody */
  readonly kishBefore: number | null;
  readonly kishAfter: number | null;
}

/** A design whose weights were made here. Every estimator takes it. */
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
    kishBefore: kishDeff(design.weights, design.frequencies).deff,
    kishAfter: kishDeff(weights, design.frequencies).deff,
  };
  const adjustments = adjustment === null ? design.adjustments : inOrder(design.adjustments, adjustment);
  return { ...design, weights, adjustments, weighting };
}

/**
 * Weights are made for the whole sample; a domain is chosen afterwards. Nor can they be made where errors come from
 * replicates, each of which would need weights of its own.
 * @throws Problem weights_before_domain; jackknife_adjusted
 */
export function refuseUnfit({ domain, variance }: SurveyDesign, kind: Adjustment['kind']): void {
  if (domain !== null) throw new Problem('weights_before_domain');
  if (variance === 'jackknife') throw new Problem('jackknife_adjusted', { kind });
}

/** R takes the residuals in the order of the steps. What non-response spreads over those who did not answer comes last. */
function inOrder(before: readonly Adjustment[], added: Adjustment): Adjustment[] {
  const isLast = ({ kind }: Adjustment) => kind === 'nonResponse';
  if (isLast(added)) return [...before, added];
  return [...before.filter((one) => !isLast(one)), added, ...before.filter(isLast)];
}
