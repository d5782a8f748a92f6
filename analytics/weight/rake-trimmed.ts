/** Weights that meet margins and stay within bounds. */
import { Problem } from '../../problem.ts';
import type { SurveyDesign } from '../estimate/design.ts';
import { furthest, type RakeOptions } from './fit.ts';
import { agreement, readMargins, weightsOf, type Categories, type Margin, type Population } from './margin.ts';
import { rakeRows, raking } from './rake.ts';
import { counted, isOutside, trim, type Bounds, type TrimOptions } from './trim.ts';
import { refuseUnfit, weighted, type WeightedDesign } from './weighted.ts';

/** `rounds` of trimming and raking after which it gives up; by default 500. */
export interface RakeTrimmedOptions extends RakeOptions, Pick<TrimOptions, 'upper' | 'lower'> {
  readonly rounds?: number;
}

/**
 * Raking and strict trimming in turns, until the margins hold to 1e-9 and no weight is outside its bounds by more than 1e-9
 * of them. The error is that of a raking with these weights.
 * @example rakeTrimmed(design, { stype, wide }, populations, { upper: 33 })
 * @throws Problem as `rake` and `trimWeights`; rake_and_trim_not_converging, which names the margin that is missed
 */
export function rakeTrimmed(
  design: SurveyDesign,
  columns: Readonly<Record<string, Categories>>,
  populations: Readonly<Record<string, Population>>,
  options: RakeTrimmedOptions,
): WeightedDesign {
  refuseUnfit(design, 'rake');
  const { upper = Infinity, lower = 0 } = options;
  const margins = readMargins(columns, populations, design);
  const { weights, iterations, discrepancy } = untilBothHold(design, margins, { upper, lower }, options);
  const { trimmed } = counted(design, weights, { upper, lower }, agreement);
  const account = { iterations, discrepancy, trimmed };
  return weighted(design, weights, raking(margins, design.frequencies, weights), account);
}

/** `iterations` counts the rounds of raking in all turns. */
function untilBothHold(
  design: SurveyDesign,
  margins: readonly Margin[],
  bounds: Bounds,
  options: RakeTrimmedOptions,
): { weights: Float64Array; iterations: number; discrepancy: number } {
  const { rounds = 500 } = options;
  let { weights } = design;
  let iterations = 0;
  for (let round = 0; round < rounds; round += 1) {
    const raked = rakeRows(margins, weightsOf({ ...design, weights }), weights, options);
    iterations += raked.iterations;
    if (!raked.weights.some((weight) => isOutside(weight, bounds, agreement))) return { ...raked, iterations };
    ({ weights } = trim({ ...design, weights: raked.weights }, { ...bounds, strict: true }));
  }
  throw new Problem('rake_and_trim_not_converging', { rounds, ...bounds, ...mostOutside(margins, weights, design) });
}

/** The margin that trimming keeps from being met. */
function mostOutside(margins: readonly Margin[], weights: Float64Array, design: SurveyDesign) {
  const { margin, level, reached, wanted } = furthest(margins, weightsOf({ ...design, weights }));
  return { margin, level, reached, wanted };
}
