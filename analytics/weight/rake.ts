/** Weights that add up to known counts of several classifications at once. */
import type { Adjustment, SurveyDesign } from '../estimate/design.ts';
import { fit, type Fitted, type RakeOptions } from './fit.ts';
import { cellsOf } from './cells.ts';
import { readMargins, sumByLevel, weightsOf, type Categories, type Margin, type Population } from './margin.ts';
import { refuseUnfit, weighted, type WeightedDesign } from './weighted.ts';

/** R sweeps the margins this often; the residuals no longer move then. */
const sweeps = 10;

/**
 * Raking: weights that meet several margins, as near to the weights before as possible (Deming and Stephan 1940; Deville,
 * Särndal and Sautory 1993). R: `rake`. The work is done on the cells of the margins, not on the rows.
 * @param columns  the categories of each row, by the name of the margin; crossed: `interaction([factor(sex), factor(age)])`
 * @param populations  how many there are of each category, by the name of the margin
 * @example rake(design, { stype, wide }, { stype: { E: 4421, H: 755, M: 1018 }, wide: { No: 1072, Yes: 5122 } })
 * @throws Problem weights_before_domain; jackknife_adjusted; as `readMargins`; raking_not_converging
 */
export function rake(
  design: SurveyDesign,
  columns: Readonly<Record<string, Categories>>,
  populations: Readonly<Record<string, Population>>,
  options: RakeOptions = {},
): WeightedDesign {
  refuseUnfit(design, 'rake');
  const margins = readMargins(columns, populations, design);
  const { weights, iterations, discrepancy } = rakeRows(margins, weightsOf(design), design.weights, options);
  return weighted(design, weights, raking(margins, design.frequencies, weights), { iterations, discrepancy });
}

/**
 * Raking of the cells of a GROUP BY: its cost knows nothing of how many answered.
 * @param columns  the categories of each cell, by the name of the margin
 * @param base  the sum of the weights in each cell
 * @returns `weights`: the sum of the weights in each cell that meets the margins; each respondent's weight is the former
 *   one times `weights[cell] / base[cell]`
 * @example rakeCells({ sex: ['f', 'm'] }, [30, 70], { sex: { f: 510, m: 490 } }).weights // [510, 490]
 * @throws Problem as `readMargins`; raking_not_converging
 */
export function rakeCells(
  columns: Readonly<Record<string, Categories>>,
  base: ArrayLike<number>,
  populations: Readonly<Record<string, Population>>,
  options: RakeOptions = {},
): Fitted {
  const weights = Float64Array.from(base);
  const rows = { size: base.length, weights, frequencies: new Float64Array(base.length).fill(1) };
  return rakeRows(readMargins(columns, populations, rows), weights, weights, options);
}

/** Fits the cells of the margins, then gives each row its share. @param base  weights times frequencies */
export function rakeRows(
  margins: readonly Margin[],
  base: Float64Array,
  weights: Float64Array,
  options: RakeOptions,
): Fitted {
  const cells = cellsOf(margins, base);
  const fitted = fit(cells.margins, cells.base, options);
  const factors = fitted.weights.map((weight, cell) => weight / (cells.base[cell] ?? 1));
  return { ...fitted, weights: weights.map((weight, row) => weight * (factors[cells.codes[row] ?? -1] ?? 1)) };
}

/** Takes the mean of each level of each margin, in turns, from the influence of one unit of weight. */
export function raking(margins: readonly Margin[], frequencies: Float64Array, weights: Float64Array): Adjustment {
  const counts = margins.map((margin) => sumByLevel(margin, frequencies));
  return {
    kind: 'rake',
    residuals(influence) {
      const values = influence.map((value, row) => (weights[row] ? value / weights[row] : 0));
      for (let sweep = 0; sweep < sweeps; sweep += 1)
        margins.forEach((margin, place) => centre(values, margin, counts[place]!, frequencies));
      return values.map((value, row) => value * (weights[row] ?? 0));
    },
  };
}

/** Takes the mean of its level from each value, in place: a table makes a thousand of these passes. */
function centre(values: Float64Array, { codes }: Margin, counts: Float64Array, frequencies: Float64Array): void {
  const means = new Float64Array(counts.length);
  for (let row = 0; row < values.length; row += 1)
    if (codes[row]! >= 0) means[codes[row]!]! += values[row]! * frequencies[row]!;
  for (let level = 0; level < means.length; level += 1) means[level]! /= counts[level]!;
  for (let row = 0; row < values.length; row += 1) if (codes[row]! >= 0) values[row]! -= means[codes[row]!]!;
}
