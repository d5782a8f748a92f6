/** What a snapshot keeps of the weights: mean weights of classes, rounded, that released counts are weighted with. */
import type { Database } from '../../data/database.server.ts';
import type { CompiledSurvey } from '../../survey/registry/registry.ts';
import { twoDigits } from '../disclosure/weighted-share.ts';
import { loadWeights } from './version-store.ts';
import type { WeightClass, WeightDimension, WeightVersion } from './version.ts';

/** A division of the respondents into weighting classes. */
export interface PublishedSplit {
  /** places among the dimensions, ascending */
  readonly axes: readonly number[];
  /** a level of each of them, and what their respondents weigh on average, to two significant digits; 1 is the mean */
  readonly classes: readonly { readonly levels: readonly number[]; readonly mean: number }[];
}

/** The JSON of a snapshot's column `weighting`. */
export interface PublishedWeights {
  readonly version: number;
  readonly kind: WeightVersion['kind'];
  /** what one answer stands for on average, to four significant digits */
  readonly mean: number;
  /** Kish's design effect over the whole survey, to three significant digits */
  readonly deff: number;
  readonly dimensions: readonly WeightDimension[];
  /** what tells most about the weights first: the finest, then whichever is left */
  readonly splits: readonly PublishedSplit[];
}

/** What a snapshot that is taken now keeps; null while the survey has no weights. */
export async function weightingOf(
  reader: Pick<Database, 'rows'>,
  survey: Pick<CompiledSurvey, 'id'>,
): Promise<PublishedWeights | null> {
  const version = await loadWeights(reader, survey.id);
  return version && publishedWeights(version);
}

/** @returns nothing that counts respondents: class sizes are released by the audit or not at all */
export function publishedWeights({ version, kind, deff, dimensions, classes }: WeightVersion): PublishedWeights {
  const mean = meanWeight(classes);
  const splits = subsets(dimensions.length)
    .map((axes) => ({ axes, spread: spreadOf(axes, classes), classes: meansOf(axes, classes, mean) }))
    .toSorted((a, b) => b.spread - a.spread || a.axes.length - b.axes.length)
    .map(({ axes, classes: means }) => ({ axes, classes: means }));
  const rounded = { mean: Number(mean.toPrecision(4)), deff: Number(deff.toPrecision(3)) };
  return { version, kind, ...rounded, dimensions, splits };
}

/** How much mean weights differ between the classes of a split. */
function spreadOf(axes: readonly number[], classes: readonly WeightClass[]): number {
  const mean = meanWeight(classes);
  return groupsOf(axes, classes).reduce((sum, [, list]) => {
    const n = list.reduce((all, one) => all + one.n, 0);
    return sum + n * (meanWeight(list) - mean) ** 2;
  }, 0);
}

function meansOf(axes: readonly number[], classes: readonly WeightClass[], mean: number): PublishedSplit['classes'] {
  return groupsOf(axes, classes)
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([key, list]) => ({ levels: key.split(',').map(Number), mean: twoDigits(meanWeight(list) / mean) }));
}

/** Those with a category on all axes, by their levels there. */
function groupsOf(axes: readonly number[], classes: readonly WeightClass[]) {
  const levelsOf = ({ levels }: WeightClass) => axes.map((axis) => levels[axis] ?? null);
  const known = classes.filter((one) => !levelsOf(one).includes(null));
  return [...Map.groupBy(known, (one) => levelsOf(one).join())];
}

function meanWeight(classes: readonly WeightClass[]): number {
  const n = classes.reduce((sum, one) => sum + one.n, 0);
  return classes.reduce((sum, one) => sum + one.n * one.weight, 0) / n;
}

/** All choices of places below `size` but the empty one, the largest first. */
function subsets(size: number): number[][] {
  const all = Array.from({ length: 2 ** size - 1 }, (_, mask) =>
    Array.from({ length: size }, (__, place) => place).filter((place) => ((mask + 1) >> place) & 1),
  );
  return all.toSorted((a, b) => b.length - a.length);
}
