/** Weights of cells that meet the margins of a version. */
import type { SurveyDesign } from '../estimate/design.ts';
import { svydesign } from '../estimate/design.ts';
import { calibrate } from './calibrate.ts';
import { rake } from './rake.ts';
import { rakeTrimmed } from './rake-trimmed.ts';
import type { Cell } from './version-class.ts';
import { levelOfMargin } from './version-margin.ts';
import type { TrimRule, VersionMargin, WeightDimension, WeightVersion } from './version.ts';
import type { Weighting } from './weighted.ts';

export interface Adjusting {
  readonly cells: readonly Cell[];
  /** what each respondent of a cell weighs before */
  readonly base: Float64Array;
  readonly dimensions: readonly WeightDimension[];
  readonly margins: readonly VersionMargin[];
  readonly method: WeightVersion['method'];
  readonly trim: TrimRule | null;
  readonly bounds: { readonly lower: number; readonly upper: number } | undefined;
}

export interface Adjusted extends Pick<Weighting, 'iterations' | 'discrepancy' | 'trimmed'> {
  /** what each respondent of a cell weighs */
  readonly weights: Float64Array;
}

/** @throws Problem as `rake`, `rakeTrimmed`, `calibrate` */
export function adjusted(work: Adjusting): Adjusted {
  const { margins, dimensions, cells, method, bounds } = work;
  const design = designOf(work);
  const columns = Object.fromEntries(
    margins.map((margin) => {
      const level = levelOfMargin(margin, dimensions);
      return [margin.name, cells.map(({ levels }) => margin.levels[level(levels)]?.category ?? null)];
    }),
  );
  const populations = Object.fromEntries(
    margins.map(({ name, levels }) => [
      name,
      Object.fromEntries(levels.map(({ category, count }) => [category, count])),
    ]),
  );
  if (method !== 'raking')
    return told(calibrate(design, columns, populations, { calfun: method, ...(bounds && { bounds }) }));
  const limits = limitsOf(work);
  return told(limits ? rakeTrimmed(design, columns, populations, limits) : rake(design, columns, populations));
}

/** Nothing to meet: the weights before. */
export const untouched = (weights: Float64Array): Adjusted => ({ weights, iterations: 0, discrepancy: 0, trimmed: 0 });

/** Those without a category are divided, so that counts may be fractions, which no sample that was drawn has. */
function designOf({ cells, base }: Adjusting): SurveyDesign {
  const whole = svydesign({ weights: base, frequencies: cells.map(({ n }) => Math.max(2, Math.round(n))) });
  return { ...whole, frequencies: Float64Array.from(cells, ({ n }) => n) };
}

/** The bounds of the rule around the mean weight, the population over the respondents. */
function limitsOf({ trim, cells, margins }: Adjusting): { upper?: number; lower?: number } | null {
  if (trim === null) return null;
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const population = margins[0]?.levels.reduce((sum, { count }) => sum + count, 0) ?? 0;
  const mean = population / n;
  return {
    ...(trim.upper !== null && { upper: trim.upper * mean }),
    ...(trim.lower !== null && { lower: trim.lower * mean }),
  };
}

const told = ({ weights, weighting }: { weights: Float64Array; weighting: Weighting }): Adjusted => ({
  ...{ weights, iterations: weighting.iterations },
  ...{ discrepancy: weighting.discrepancy, trimmed: weighting.trimmed },
});
