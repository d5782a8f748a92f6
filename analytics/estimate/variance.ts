/** The variance of an estimate under the design: where every standard error comes from. */
import type { Base } from './base.ts';
import { allRows, type SurveyDesign } from './design.ts';
import { replicateCovariance } from './jackknife.ts';
import { notDrawn, stratumMeans, unitsOf, type Units } from './units.ts';

/** Estimates that are smooth functions of totals, such as a mean (Σwx / Σw). */
export interface Smooth {
  readonly base: Base;
  /** what the totals are made of: weight times value, of one respondent, a place of the base each */
  readonly parts: () => readonly Float64Array[];
  /** the estimates from the totals of the parts */
  of(totals: readonly number[]): readonly number[];
  /** how much one respondent of each place moves each estimate: its derivative, times the parts */
  readonly influences: readonly Float64Array[];
}

/** The variance of each of the estimates. */
export function variances(design: SurveyDesign, smooth: Smooth): number[] {
  if (design.variance === 'jackknife') return diagonal(replicateCovariance(design, smooth), smooth.influences.length);
  const { base, influences } = afterAdjustments(design, smooth);
  return influences.map((influence) => linear(design, unitsOf(design, base, [influence]))[0]!);
}

/** The covariance matrix of the estimates, row by row. */
export function covariance(design: SurveyDesign, smooth: Smooth): Float64Array {
  if (design.variance === 'jackknife') return replicateCovariance(design, smooth);
  const { base, influences } = afterAdjustments(design, smooth);
  return linear(design, unitsOf(design, base, influences));
}

/**
 * Σ_h (1 − n_h / N_h) n_h / (n_h − 1) Σ_i (z_hi − z̄_h)(z_hi − z̄_h)', z_hi the sum of the influences over primary unit i
 * of stratum h (Särndal, Swensson and Wretman 1992, Model Assisted Survey Sampling, results 3.7.3 and 4.2.2).
 */
function linear(design: SurveyDesign, units: Units): Float64Array {
  const width = units.totals.length;
  const deviations = units.totals.map((totals) => deviationsOf(design, units, totals));
  const factors = notDrawn(design).map((left, h) =>
    left === 0 ? 0 : (left * design.drawn[h]!) / (design.drawn[h]! - 1),
  );
  const result = new Float64Array(width * width);
  deviations.forEach((a, row) => {
    deviations.slice(0, row + 1).forEach((b, column) => {
      const value = products(units, factors, a, b);
      result[row * width + column] = value;
      result[column * width + row] = value;
    });
  });
  return result;
}

/** From the mean of the stratum: of the units that are there, and of one that is not. */
interface Deviations {
  readonly values: Float64Array;
  readonly absent: Float64Array;
}

function deviationsOf(design: SurveyDesign, units: Units, totals: Float64Array): Deviations {
  const means = stratumMeans(design, units, totals);
  const values = new Float64Array(totals.length);
  for (let place = 0; place < totals.length; place += 1) values[place] = totals[place]! - means[units.stratum[place]!]!;
  return withoutRounding(units, totals, { values, absent: means.map((mean) => -mean) });
}

/** A stratum whose units are all alike has no spread; what is left of it are the last digits of doubles. */
function withoutRounding(
  { stratum, absent: missing }: Units,
  totals: Float64Array,
  deviations: Deviations,
): Deviations {
  const { values, absent } = deviations;
  const [largest, widest] = [new Float64Array(absent.length), new Float64Array(absent.length)];
  for (let place = 0; place < values.length; place += 1) {
    const home = stratum[place]!;
    largest[home] = Math.max(largest[home]!, Math.abs(totals[place]!));
    widest[home] = Math.max(widest[home]!, Math.abs(values[place]!));
  }
  const alike = widest.map((width, h) => Number(missing[h] === 0 && width <= 1e-14 * largest[h]!));
  if (!alike.includes(1)) return deviations;
  return { values: values.map((value, place) => (alike[stratum[place]!] === 1 ? 0 : value)), absent };
}

function products({ stratum, repeats, absent }: Units, factors: Float64Array, a: Deviations, b: Deviations): number {
  let sum = 0;
  for (let place = 0; place < stratum.length; place += 1)
    sum += a.values[place]! * b.values[place]! * repeats[place]! * factors[stratum[place]!]!;
  return absent.reduce((all, times, h) => all + times * a.absent[h]! * b.absent[h]! * factors[h]!, sum);
}

/** What is left of the influences once the adjustments of the weights have taken theirs; then every row has some. */
function afterAdjustments(design: SurveyDesign, { base, influences }: Smooth): Pick<Smooth, 'base' | 'influences'> {
  if (design.adjustments.length === 0) return { base, influences };
  const rows = allRows(design.size);
  const whole = { ...base, rows, weights: design.weights, frequencies: design.frequencies };
  return { base: whole, influences: influences.map((influence) => residuals(design, base.rows, influence)) };
}

function residuals(design: SurveyDesign, rows: Int32Array, influence: Float64Array): Float64Array {
  const whole = new Float64Array(design.size);
  rows.forEach((row, place) => (whole[row] = influence[place]!));
  const left = design.adjustments.reduce<Float64Array>((rest, adjustment) => adjustment.residuals(rest), whole);
  // what an adjustment has fixed wholly is left in the last digits of doubles
  return largest(left) <= 1e-13 * largest(whole) ? new Float64Array(design.size) : left;
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

const diagonal = (matrix: Float64Array, width: number) =>
  Array.from({ length: width }, (_, place) => matrix[place * width + place]!);
