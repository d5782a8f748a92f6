/** Grouped answers with the weights of a version, as a design that estimators take. */
import { svydesign, type SurveyDesign } from '../estimate/design.ts';
import type { Margin } from './margin.ts';
import { raking } from './rake.ts';
import type { Levels } from './version-class.ts';
import { stratumOf } from './version-frame.ts';
import { levelOfMargin } from './version-margin.ts';
import type { WeightVersion } from './version.ts';

type Made = Pick<WeightVersion, 'margins' | 'dimensions' | 'frame'>;

/** In which level of each margin a class is. */
export const marginLevels = ({ margins, dimensions }: Made) =>
  margins.map((margin) => levelOfMargin(margin, dimensions));

/** Respondents who are alike, and what each of them weighs. */
export interface WeightedRow {
  readonly levels: Levels;
  readonly weight: number;
}

/**
 * A stratum's respondents count as drawn from it by lot, which is what weighting for non-response assumes. A row without
 * a category of a margin keeps all of its influence: the margin makes it no surer.
 * @param levels  of the version, for those who make many designs
 */
export function classDesign(
  version: Made,
  rows: readonly WeightedRow[],
  frequencies: ArrayLike<number>,
  levels = marginLevels(version),
): SurveyDesign {
  const weights = rows.map(({ weight }) => weight);
  const design = svydesign({ weights, frequencies: Array.from(frequencies), ...drawn(version, rows) });
  if (version.margins.length === 0) return design;
  const margins = version.margins.map((margin, place): Margin => ({
    name: margin.name,
    levels: margin.levels.map(({ category }) => category),
    targets: Float64Array.from(margin.levels, ({ count }) => count),
    codes: Int32Array.from(rows, (row) => levels[place]!(row.levels)),
  }));
  return { ...design, adjustments: [raking(margins, design.frequencies, design.weights)] };
}

/** Strata and their populations, where a frame is known. Who came later without a stratum counts in the first. */
function drawn({ frame, dimensions }: Made, rows: readonly WeightedRow[]) {
  if (frame === null) return {};
  const stratumAt = stratumOf(frame.dimension, frame.strata, dimensions);
  const strata = rows.map(({ levels }) => frame.strata[Math.max(0, stratumAt(levels))]);
  return { strata: strata.map((one) => one?.category ?? ''), fpc: strata.map((one) => one?.population ?? 0) };
}
