/** Makes the weights of a survey out of its margins and its frame; stores nothing. */
import type { Connection } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Margin as MarginLine } from '../../survey/programme/reference.ts';
import type { WeightingSettings } from '../../survey/programme/schema-weighting.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { dimensionsOf, type Dimension } from '../dimension.ts';
import { kishDeff } from '../estimate/kish.ts';
import { classSql, type ClassColumns } from '../view/classes.ts';
import { divided, levelsOf, type Divided, type Levels } from './version-class.ts';
import { residualEffect } from './version-effect.ts';
import { baseWeights, frameDimension, readFrame } from './version-frame.ts';
import { dividedBy, marginsFor } from './version-margin.ts';
import { adjusted, untouched } from './version-rake.ts';
import type { TrimRule, VersionFrame, VersionMargin, WeightClass, WeightDimension, WeightVersion } from './version.ts';

export type Reader = Pick<Connection, 'rows' | 'columns'>;

/** What weights are made from. */
export interface WeightSource {
  readonly survey: CompiledSurvey;
  readonly settings: WeightingSettings;
  /** of the survey's programme */
  readonly lines: readonly MarginLine[];
}

/** Weights before they have a number. */
export type MadeWeights = Omit<WeightVersion, 'version' | 'madeOn' | 'cursor'>;

/** No weight is above five times the mean (DeBell and Krosnick 2009, which is also what R's `anesrake` does). */
export const usualTrim: TrimRule = { upper: 5, lower: null };

/**
 * One GROUP BY counts the answers by class; all else is done on the classes.
 * @throws Problem weights_census, weights_no_margin, margin_level_unknown, as `rakeTrimmed`, `calibrate`, `nonResponse` and
 *   `svydesign`
 */
export async function makeWeights(reader: Reader, { survey, settings, lines }: WeightSource): Promise<MadeWeights> {
  if (survey.sampleType === 'census') throw new Problem('weights_census', { survey: survey.id });
  const margins = settings.frame && !settings.margins ? [] : marginsFor(survey, lines, settings.margins);
  const dimensions = dividedDimensions(margins, settings);
  const known = dimensionsOf(survey);
  const columns = dimensions.flatMap(({ name }) => known.get(name) ?? []);
  const observed = await observe(reader, survey, columns, dimensions);
  const frame = settings.frame ? readFrame(settings.frame, dimensions, observed) : null;
  const trim = margins.length > 0 && (settings.method ?? 'raking') === 'raking' ? trimOf(settings) : null;
  const made = weigh({ dimensions, observed, margins, frame, trim, settings });
  const version = { survey: survey.id, ...made, dimensions, margins, frame, trim };
  return { ...version, deffResidual: await residualEffect(reader, survey, version) };
}

/** Those of the margins, and that of the frame, whose strata stay apart. */
function dividedDimensions(margins: readonly VersionMargin[], { frame }: WeightingSettings): WeightDimension[] {
  return dividedBy([...margins, ...(frame ? [frameDimension(frame)] : [])]);
}

/** Answers by class. @throws Problem margin_level_unknown, of a category that no margin counts */
async function observe(
  reader: Reader,
  survey: CompiledSurvey,
  columns: readonly Dimension[],
  dimensions: readonly WeightDimension[],
): Promise<{ levels: Levels; n: number }[]> {
  const counts = await reader.columns<ClassColumns>(classSql(survey, columns));
  const levelsAt = levelsOf(columns, dimensions);
  const classes = new Map<string, { levels: Levels; n: number }>();
  for (let row = 0; row < counts.n.length; row += 1) {
    const numbers = columns.map((_, place) => counts[`d${place}`]?.[row] ?? 0);
    const levels = levelsAt(numbers);
    const n = counts.n[row] ?? 0;
    refuseUncounted(columns, numbers, levels, n);
    classes.set(levels.join(), { levels, n: n + (classes.get(levels.join())?.n ?? 0) });
  }
  return [...classes.values()];
}

function refuseUncounted(
  columns: readonly Dimension[],
  numbers: readonly number[],
  levels: Levels,
  count: number,
): void {
  columns.forEach(({ name, categories }, axis) => {
    const category = levels[axis] === null && categories.find(({ number }) => number === numbers[axis]);
    if (category) throw new Problem('margin_level_unknown', { margin: name, level: category.code, count });
  });
}

interface Work {
  readonly dimensions: readonly WeightDimension[];
  readonly observed: readonly { readonly levels: Levels; readonly n: number }[];
  readonly margins: readonly VersionMargin[];
  readonly frame: VersionFrame | null;
  readonly trim: TrimRule | null;
  readonly settings: WeightingSettings;
}

function weigh({ dimensions, observed, margins, frame, trim, settings }: Work) {
  const spread = divided(observed);
  const base = baseWeights(frame, settings.frame, dimensions, spread.cells);
  const method = settings.method ?? 'raking';
  const account =
    margins.length === 0
      ? untouched(base)
      : adjusted({ cells: spread.cells, base, dimensions, margins, method, trim, bounds: settings.bounds });
  const classes = classesOf(observed, spread, account.weights);
  const responses = observed.reduce((sum, { n }) => sum + n, 0);
  const { deff } = kishDeff(
    classes.map(({ weight }) => weight),
    classes.map(({ n }) => n),
  );
  const { iterations, discrepancy } = account;
  const kind = margins.length === 0 ? ('design' as const) : ('calibrated' as const);
  return {
    responses,
    kind,
    method,
    classes,
    iterations,
    discrepancy,
    trimmed: Math.round(account.trimmed),
    deff: deff ?? 1,
  };
}

/** Respondents without a category weigh as the mean of those they were divided over. */
function classesOf(observed: Work['observed'], { parts }: Divided, weights: Float64Array): WeightClass[] {
  return observed.map(({ levels, n }, place) => ({
    ...{ levels, n },
    weight: (parts[place] ?? []).reduce((sum, { cell, share }) => sum + share * (weights[cell] ?? 0), 0),
  }));
}

function trimOf({ trim }: WeightingSettings): TrimRule | null {
  if (trim === undefined) return usualTrim;
  return trim && { upper: trim.upper ?? null, lower: trim.lower ?? null };
}
