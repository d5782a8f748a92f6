/** Weights that add up to known counts of one classification. */
import type { Adjustment, SurveyDesign } from '../estimate/design.ts';
import { readMargin, sumByLevel, weightsOf, type Categories, type Margin, type Population } from './margin.ts';
import { refuseUnfit, weighted, type WeightedDesign } from './weighted.ts';

/**
 * Post-stratification: each weight times N / Σw of its stratum, so that the weights of the stratum add up to N (Särndal,
 * Swensson and Wretman 1992, section 7.6). R: `postStratify`.
 * @param strata  the post-stratum of each row; of several variables: `interaction([factor(sex), factor(age)])`
 * @param population  how many there are in each post-stratum, by its name
 * @example postStratify(design, stype, { E: 4421, H: 755, M: 1018 })
 * @throws Problem weights_before_domain; jackknife_adjusted; as `readMargin`
 */
export function postStratify(design: SurveyDesign, strata: Categories, population: Population): WeightedDesign {
  refuseUnfit(design, 'postStratify');
  const margin = readMargin('strata', strata, population, design);
  const base = weightsOf(design);
  const factors = sumByLevel(margin, base).map((total, level) => (margin.targets[level] ?? 0) / total);
  const weights = design.weights.map((weight, row) => weight * (factors[margin.codes[row] ?? -1] ?? 1));
  return weighted(design, weights, postStratification(margin, base, weights));
}

/** The mean of a post-stratum is fixed; what is left is each row's distance from it, by the weights before. */
function postStratification(margin: Margin, base: Float64Array, weights: Float64Array): Adjustment {
  const totals = sumByLevel(margin, base);
  const per = (values: Float64Array) => values.map((value, row) => (weights[row] ? value / weights[row] : 0));
  return {
    kind: 'postStratify',
    residuals(influence) {
      const values = per(influence);
      const sums = sumByLevel(
        margin,
        values.map((value, row) => value * (base[row] ?? 0)),
      );
      const mean = (row: number) => ratioAt(sums, totals, margin.codes[row] ?? -1);
      return influence.map((value, row) => value - mean(row) * (weights[row] ?? 0));
    },
  };
}

/** 0 for a row that is in no stratum. */
const ratioAt = (sums: Float64Array, totals: Float64Array, level: number): number =>
  level < 0 ? 0 : (sums[level] ?? 0) / (totals[level] ?? 1);
