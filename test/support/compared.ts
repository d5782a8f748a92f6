/** Figures of two sides, as the comparison of the interface gives them. */
import type { ComparedFigure } from '../../analytics/contract.ts';
import { proportion } from '../../analytics/estimate/proportion.ts';

/** The share of `y` among `n` who answered. */
export function compared(y: number, n = 400): ComparedFigure {
  const { nEff, estimate, se, ciLow, ciHigh } = proportion(y, n);
  return { state: 'shown', n, nEff, estimate, se, ciLow, ciHigh, weights: 'none' };
}

const nothing = { n: null, nEff: null, estimate: null, se: null, ciLow: null, ciHigh: null, weights: null };
export const hidden: ComparedFigure = { state: 'not_published', ...nothing };
