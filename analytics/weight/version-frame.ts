/** Design weights and non-response of a sample that was drawn by lot. */
import { Problem } from '../../problem.ts';
import type { FrameSettings } from '../../survey/programme/schema-weighting.ts';
import { svydesign } from '../estimate/design.ts';
import { nonResponse } from './non-response.ts';
import type { Cell, Levels } from './version-class.ts';
import type { VersionFrame, WeightDimension } from './version.ts';

/** The frame as one more division of the sample. */
export const frameDimension = ({ variable, strata }: FrameSettings) => ({
  name: variable,
  levels: strata.map(({ category, population }) => ({ category, count: population })),
});

/**
 * Counts who answered in each stratum. A stratum may be finer divided where margins need it; a level lies in one of them.
 * @throws Problem margin_value_missing, of respondents without a stratum; more_answers_than_drawn; lonely_psu, of a stratum
 *   with a single respondent
 */
export function readFrame(
  { variable, strata, source, year }: FrameSettings,
  dimensions: readonly WeightDimension[],
  observed: readonly { readonly levels: Levels; readonly n: number }[],
): VersionFrame {
  const stratumAt = stratumOf(variable, strata, dimensions);
  const answered = strata.map(() => 0);
  for (const { levels, n } of observed) {
    const stratum = stratumAt(levels);
    if (stratum < 0) throw new Problem('margin_value_missing', { margin: variable, count: n });
    answered[stratum] = (answered[stratum] ?? 0) + n;
  }
  const counted = strata.map(({ category, population, drawn }, place) => ({
    ...{ category, population, drawn },
    answered: answered[place] ?? 0,
  }));
  const over = counted.find((one) => one.answered > one.drawn);
  if (over) throw new Problem('more_answers_than_drawn', { ...over, stratum: over.category });
  refuseLonely(counted);
  return { dimension: variable, strata: counted, source, year };
}

/** Which stratum a class is in; −1 when it is not known. */
export function stratumOf(
  variable: string,
  strata: readonly { readonly category: string }[],
  dimensions: readonly WeightDimension[],
): (levels: Levels) => number {
  const axis = dimensions.findIndex(({ name }) => name === variable);
  const codes = strata.map(({ category }) => category.split('|'));
  return (levels) => {
    const code = dimensions[axis]?.levels[levels[axis] ?? -1]?.[0];
    return code === undefined ? -1 : codes.findIndex((list) => list.includes(code));
  };
}

/** One respondent alone shows no spread: the estimates would have no error. */
function refuseLonely(strata: VersionFrame['strata']): void {
  const seen = strata.filter(({ answered }) => answered > 0);
  svydesign({
    strata: seen.map(({ category }) => category),
    frequencies: seen.map(({ answered }) => answered),
    fpc: seen.map(({ population }) => population),
  });
}

/**
 * What each cell weighs before margins: population over drawn, and within a class of non-response who answered for all;
 * 1 without a frame.
 * @throws Problem class_without_respondents
 */
export function baseWeights(
  frame: VersionFrame | null,
  settings: FrameSettings | undefined,
  dimensions: readonly WeightDimension[],
  cells: readonly Cell[],
): Float64Array {
  if (frame === null || settings === undefined) return new Float64Array(cells.length).fill(1);
  const weights = stratumWeights(frame, settings);
  const stratumAt = stratumOf(frame.dimension, frame.strata, dimensions);
  return Float64Array.from(cells, ({ levels }) => weights[stratumAt(levels)] ?? 0);
}

/** A row for those of each stratum who answered, and one for those who did not. */
function stratumWeights({ strata }: VersionFrame, settings: FrameSettings): Float64Array {
  const twice = <T>(of: (stratum: VersionFrame['strata'][number], place: number) => T) =>
    [0, 1].flatMap(() => strata.map(of));
  const silent = (row: number) => row >= strata.length;
  const design = svydesign({
    weights: twice(({ population, drawn }) => population / drawn),
    strata: twice(({ category }) => category),
    fpc: twice(({ population }) => population),
    frequencies: twice((stratum) => stratum).map(({ answered, drawn }, row) =>
      silent(row) ? drawn - answered : answered,
    ),
  });
  const classes = twice((_, place) => settings.strata[place]?.nonResponse ?? settings.strata[place]?.category ?? '');
  return nonResponse(
    design,
    classes,
    design.weights.map((_, row) => Number(!silent(row))),
  ).weights;
}
