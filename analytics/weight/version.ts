/**
 * A version of a survey's weights: what a respondent of each weighting class weighs. It never changes; a new run makes a
 * new one. No respondent has a row: an answer finds its weight by the class it falls in.
 */
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import type { SurveyDesign } from '../estimate/design.ts';
import { dimensionsOf, type Dimension } from '../dimension.ts';
import { classDesign, marginLevels, type WeightedRow } from './version-design.ts';
import { alike, levelsOf } from './version-class.ts';

/** One axis of the classes: a dimension of the survey, its categories divided into levels that weigh alike. */
export interface WeightDimension {
  /** as the release plan calls it: `sex`, `ageClass`, `province` */
  readonly name: string;
  /** codes of categories: `[["16-24", "25-29"], ["30-34", …]]` */
  readonly levels: readonly (readonly string[])[];
}

/** Respondents who weigh the same. */
export interface WeightClass {
  /** a place among the levels of each dimension; null: no category */
  readonly levels: readonly (number | null)[];
  /** how many of the answers that the version covers */
  readonly n: number;
  /** what each of them weighs, the design weight in it */
  readonly weight: number;
}

/** A margin that was met: how many of the population each of its levels has. */
export interface VersionMargin {
  /** its dimensions joined by `*` */
  readonly name: string;
  readonly levels: readonly { readonly category: string; readonly count: number }[];
  readonly sources: readonly { readonly source: string; readonly year: number }[];
}

/** So many of the population were drawn, and so many of them answered. */
export interface VersionStratum {
  /** codes of the frame's dimension, joined by `|` */
  readonly category: string;
  readonly population: number;
  readonly drawn: number;
  readonly answered: number;
}

/** The sample that was drawn, by stratum. */
export interface VersionFrame {
  readonly dimension: string;
  readonly strata: readonly VersionStratum[];
  readonly source: string;
  readonly year: number;
}

/** Bounds of a weight, as multiples of the mean weight; null: none. */
export interface TrimRule {
  readonly upper: number | null;
  readonly lower: number | null;
}

export interface WeightVersion {
  readonly survey: string;
  /** 1, 2, 3 … */
  readonly version: number;
  /** YYYY-MM-DD */
  readonly madeOn: string;
  /** the last answer it has seen */
  readonly cursor: number;
  /** answers that count among them */
  readonly responses: number;
  /** `design`: a frame and no margin */
  readonly kind: 'calibrated' | 'design';
  readonly method: 'raking' | 'linear' | 'logit';
  readonly dimensions: readonly WeightDimension[];
  readonly classes: readonly WeightClass[];
  readonly margins: readonly VersionMargin[];
  readonly frame: VersionFrame | null;
  readonly trim: TrimRule | null;
  readonly iterations: number;
  /** the largest |Σw − N| / N of all margins */
  readonly discrepancy: number;
  /** respondents whose weight stands at a bound of the trimming */
  readonly trimmed: number;
  /** Kish's design effect of the weights: n Σw² / (Σw)²; published figures use it */
  readonly deff: number;
  /**
   * The same for what the margins do not explain: the median, over the categories of the needs, of the variance of the
   * weighted share over that of a simple random sample as large; null where nothing is asked
   */
  readonly deffResidual: number | null;
}

/** How exact figures join weights: the columns that a GROUP BY must carry, and what a row of it weighs. */
export interface ClassWeights {
  /** add `columnOf(dimension)` of each to the GROUP BY, in this order */
  readonly dimensions: readonly Dimension[];
  /**
   * What one respondent weighs.
   * @param numbers  of the categories, one a dimension, as they stand in the columns; 0 or less, or a number that no level
   *   holds: no category. A class that the version has never seen weighs as those that are most like it.
   */
  weight(numbers: ArrayLike<number>): number;
  /**
   * The design of grouped rows, ready for every estimator: weights, strata and finite population of the frame, and the
   * adjustment that lets margins make estimates surer. Narrow it with `subset`; give it all answers that count.
   * @param numbers  a column for each dimension, one entry a row
   * @param frequencies  how many respondents a row stands for
   * @throws Problem lonely_psu
   * @example const { dimensions, design } = weightOf(survey, version)
   *   svymean(subset(design([sex, ageClass], n), inDomain), y)
   */
  design(numbers: readonly ArrayLike<number>[], frequencies: ArrayLike<number>): SurveyDesign;
}

/**
 * Makes a version ready for grouped answers. Answers that came after it take the weight of their class.
 * @param version  of that survey
 */
export function weightOf(survey: CompiledSurvey, version: WeightVersion): ClassWeights {
  const known = dimensionsOf(survey);
  const dimensions = version.dimensions.flatMap(({ name }) => known.get(name) ?? []);
  const levelsAt = levelsOf(dimensions, version.dimensions);
  const weights = new Map<string, number>(version.classes.map(({ levels, weight }) => [levels.join(), weight]));
  const weightAt = (levels: readonly (number | null)[]): number => {
    const found = weights.get(levels.join()) ?? alike(version.classes, levels);
    weights.set(levels.join(), found);
    return found;
  };
  const rows = new Map<string, WeightedRow>();
  const rowAt = (numbers: ArrayLike<number>): WeightedRow => {
    const key = Array.prototype.join.call(numbers);
    const found = rows.get(key);
    if (found !== undefined) return found;
    const levels = levelsAt(numbers);
    const row = { levels, weight: weightAt(levels) };
    rows.set(key, row);
    return row;
  };
  const margins = marginLevels(version);
  return {
    dimensions,
    weight: (numbers) => rowAt(numbers).weight,
    design: (numbers, frequencies) =>
      classDesign(version, rowsOf(numbers, frequencies.length).map(rowAt), frequencies, margins),
  };
}

const rowsOf = (columns: readonly ArrayLike<number>[], size: number): number[][] =>
  Array.from({ length: size }, (_, row) => columns.map((column) => column[row] ?? 0));
