/** The variance of a total under the design: where every standard error comes from. */
import { unitsByStratum, type SurveyDesign } from './design.ts';

/**
 * Covariance matrix of the totals of several influences, by Taylor linearisation with the residuals of every adjustment:
 * Σ_h (1 − n_h / N_h) n_h / (n_h − 1) Σ_i (z_hi − z̄_h)(z_hi − z̄_h)', z_hi the sum over primary unit i of stratum h
 * (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, results 3.7.3 and 4.2.2).
 * @param influences  each one value a row: of one respondent, times the weight; 0 outside the domain
 * @returns row by row, `influences.length` squared
 */
export function covariance(design: SurveyDesign, influences: readonly Float64Array[]): Float64Array {
  const spread = influences.map((influence) => centred(design, residuals(design, influence)));
  const width = influences.length;
  const result = new Float64Array(width * width);
  spread.forEach((a, row) => {
    spread.slice(0, row + 1).forEach((b, column) => {
      const value = sumOfProducts(a, b);
      result[row * width + column] = value;
      result[column * width + row] = value;
    });
  });
  return result;
}

/** The variance of the total of one influence. */
export const variance = (design: SurveyDesign, influence: Float64Array): number =>
  covariance(design, [influence])[0] ?? 0;

/** What is left of an influence after the adjustments of the weights. */
export function residuals(design: SurveyDesign, influence: Float64Array): Float64Array {
  return design.adjustments.reduce((left, adjustment) => adjustment.residuals(left), influence);
}

/** Deviations of the units from the mean of their stratum, and the factor that stands before each of their products. */
interface Centred {
  readonly values: Float64Array;
  readonly factors: Float64Array;
}

function sumOfProducts(a: Centred, b: Centred): number {
  return a.values.reduce((sum, value, place) => sum + value * (b.values[place] ?? 0) * (a.factors[place] ?? 0), 0);
}

function centred(design: SurveyDesign, influence: Float64Array): Centred {
  const { totals, stratum, repeats } = unitTotals(design, influence);
  const drawn = unitsByStratum(design.strata, design.units, design.frequencies);
  const sums = new Float64Array(drawn.length);
  totals.forEach((total, place) => {
    const home = stratum[place] ?? 0;
    sums[home] = (sums[home] ?? 0) + total * (repeats[place] ?? 0);
  });
  const mean = (place: number) => (sums[stratum[place] ?? 0] ?? 0) / (drawn[stratum[place] ?? 0] ?? 1);
  const values = totals.map((total, place) => total - mean(place));
  const factors = repeats.map((times, place) => times * strataFactor(design, drawn, stratum[place] ?? 0));
  return { values, factors };
}

/** (1 − n / N) n / (n − 1); 0 for a stratum of which all units were drawn. */
function strataFactor({ population }: SurveyDesign, drawn: Float64Array, stratum: number): number {
  const n = drawn[stratum] ?? 0;
  const left = population === null ? 1 : 1 - n / (population[stratum] ?? 1);
  return left === 0 ? 0 : (left * n) / (n - 1);
}

/** `repeats`: how many units with that very total a place stands for. */
interface UnitTotals {
  readonly totals: Float64Array;
  readonly stratum: Int32Array;
  readonly repeats: Float64Array;
}

function unitTotals({ strata, units, frequencies }: SurveyDesign, influence: Float64Array): UnitTotals {
  if (units === null) return { totals: influence, stratum: strata.codes, repeats: frequencies };
  const totals = new Float64Array(units.levels.length);
  const stratum = new Int32Array(units.levels.length);
  units.codes.forEach((unit, row) => {
    totals[unit] = (totals[unit] ?? 0) + (influence[row] ?? 0) * (frequencies[row] ?? 0);
    stratum[unit] = strata.codes[row] ?? 0;
  });
  return { totals, stratum, repeats: new Float64Array(totals.length).fill(1) };
}
