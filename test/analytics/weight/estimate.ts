import type { SurveyDesign } from '../../../analytics/estimate/design.ts';
import { counts } from '../../../analytics/estimate/design.ts';
import { variance } from '../../../analytics/estimate/variance.ts';

/** An estimate and its standard error, straight from the variance of the design. */
export interface Estimate {
  readonly estimate: number;
  readonly se: number;
}

const influence = (design: SurveyDesign, of: (row: number) => number) =>
  Float64Array.from({ length: design.size }, (_, row) =>
    counts(design, row) ? (design.weights[row] ?? 0) * of(row) : 0,
  );

const sum = (design: SurveyDesign, values: Float64Array) =>
  values.reduce((total, value, row) => total + value * (design.frequencies[row] ?? 0), 0);

export function totalOf(design: SurveyDesign, y: ArrayLike<number>): Estimate {
  const values = influence(design, (row) => y[row] ?? Number.NaN);
  return { estimate: sum(design, values), se: Math.sqrt(variance(design, values)) };
}

export function meanOf(design: SurveyDesign, y: ArrayLike<number>): Estimate {
  const size = sum(
    design,
    influence(design, () => 1),
  );
  const estimate = totalOf(design, y).estimate / size;
  const values = influence(design, (row) => ((y[row] ?? Number.NaN) - estimate) / size);
  return { estimate, se: Math.sqrt(variance(design, values)) };
}
