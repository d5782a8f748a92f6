/** Weights of those who answered that stand for those who did not. */
import { Problem } from '../../problem.ts';
import { sameLength } from '../estimate/column.ts';
import type { Adjustment, SurveyDesign } from '../estimate/design.ts';
import { asFactor, sumByLevel, weightsOf, type Categories, type Margin } from './margin.ts';
import { refuseUnfit, weighted, type WeightedDesign } from './weighted.ts';

type Classes = Pick<Margin, 'levels' | 'codes'>;

/**
 * Weighting classes: within a class, who answered stands for all; the weight grows by Σw of all / Σw of who answered, and
 * who did not answer keeps none. It rests on answering having nothing to do with the answers within a class (Särndal,
 * Swensson and Wretman 1992, section 15.6). The error counts the sizes of the classes as estimated.
 * @param classes  what is known of everybody who was asked
 * @param responded  one value a row; missing is no
 * @example nonResponse(design, stratum, answered)
 * @throws Problem weights_before_domain; jackknife_adjusted; columns_differ; margin_value_missing, of a row without class;
 *   class_without_respondents, which names the classes
 */
export function nonResponse(
  design: SurveyDesign,
  classes: Categories,
  responded: ArrayLike<boolean | number | null>,
): WeightedDesign {
  refuseUnfit(design, 'nonResponse');
  sameLength('responded', responded.length, design.size);
  const read = readClasses(classes, design);
  const base = weightsOf(design);
  const all = sumByLevel(read, base);
  const answering = sumByLevel(
    read,
    base.map((weight, row) => (responded[row] ? weight : 0)),
  );
  refuseSilent(read, all, answering);
  const factor = (row: number) => {
    const level = read.codes[row] ?? -1;
    return responded[row] && level >= 0 ? (all[level] ?? 0) / (answering[level] ?? 1) : 0;
  };
  const weights = design.weights.map((weight, row) => weight * factor(row));
  return weighted(design, weights, spreading(read, design, weights, answering));
}

/** A row without weight needs no class. */
function readClasses(classes: Categories, design: SurveyDesign): Classes {
  const { levels, codes } = asFactor('classes', classes, design.size);
  const base = weightsOf(design);
  const missing = codes.reduce((count, code, row) => count + (code < 0 && base[row] ? 1 : 0), 0);
  if (missing > 0) throw new Problem('margin_value_missing', { margin: 'classes', count: missing });
  return { levels, codes: codes.map((code, row) => (base[row] ? code : -1)) };
}

function refuseSilent({ levels }: Classes, all: Float64Array, answering: Float64Array): void {
  const silent = levels.filter((_, level) => (all[level] ?? 0) > 0 && answering[level] === 0);
  if (silent.length > 0) throw new Problem('class_without_respondents', { classes: silent.join(', ') });
}

/**
 * Who answered keeps the distance from the mean m of the class; everybody of the class, silent or not, carries w m: the
 * linear part of Σ_c N̂_c Ŷ_c / R̂_c, where N̂ and R̂ are sums of the weights w of all and of who answered.
 */
function spreading(classes: Classes, before: SurveyDesign, weights: Float64Array, answering: Float64Array): Adjustment {
  const base = weightsOf(before);
  return {
    kind: 'nonResponse',
    residuals(influence) {
      const values = influence.map((value, row) => (weights[row] ? (value / weights[row]) * (base[row] ?? 0) : 0));
      const sums = sumByLevel(classes, values);
      const mean = (row: number) => {
        const level = classes.codes[row] ?? -1;
        return level < 0 ? 0 : (sums[level] ?? 0) / (answering[level] ?? 1);
      };
      return influence.map((value, row) => value + mean(row) * ((before.weights[row] ?? 0) - (weights[row] ?? 0)));
    },
  };
}
