/** How a published row is divided into weighting classes: out of released cells alone. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { dimensionsOf, type Dimension } from './dimension.ts';
import { cellPlan, type CellPlan, type Divided, type Domain } from './domain.ts';
import type { Filter } from './domain-query.ts';
import type { PublishedSplit, PublishedWeights } from './weight/published.ts';

/** A weighting class within a query: where its cells stand, and in which rows it can be. */
export interface PlannedClass {
  readonly plan: CellPlan;
  readonly mean: number;
  /** false when the row is of another level of the class's dimensions */
  readonly holds: (domain: Domain) => boolean;
}

/** The splits of a query, the finest first; one that its filters keep from being told is left out. */
export function plannedSplits(survey: CompiledSurvey, query: Divided, weighting: PublishedWeights): PlannedClass[][] {
  const known = dimensionsOf(survey);
  const dimensions = weighting.dimensions.map(({ name }) => known.get(name));
  return weighting.splits.flatMap((split) => {
    const axes = split.axes.map((axis) => dimensions[axis]);
    if (axes.some((axis) => axis === undefined || isFilteredOtherwise(query, axis))) return [];
    return [split.classes.flatMap((one) => plannedClass(survey, query, weighting, split, one) ?? [])];
  });
}

/** A filter on places of another level: the class would need a second one. */
const isFilteredOtherwise = ({ where }: Divided, axis: Dimension) =>
  where.some(({ dimension }) => dimension.variable === axis.variable && dimension !== axis);

function plannedClass(
  survey: CompiledSurvey,
  query: Divided,
  { dimensions }: PublishedWeights,
  { axes }: PublishedSplit,
  { levels, mean }: PublishedSplit['classes'][number],
): PlannedClass | null {
  const known = dimensionsOf(survey);
  const filters = axes.flatMap((axis, place): Filter[] => {
    const dimension = known.get(dimensions[axis]?.name ?? '');
    const codes = dimensions[axis]?.levels[levels[place] ?? -1] ?? [];
    return dimension
      ? [{ dimension, categories: dimension.categories.filter(({ code }) => codes.includes(code)) }]
      : [];
  });
  const where = filters.reduce(narrowed, query.where);
  if (where.some(({ categories }) => categories.length === 0)) return null;
  const rows = filters.flatMap(({ dimension, categories }) => {
    const place = query.by.indexOf(dimension);
    return place < 0 ? [] : [{ place, categories }];
  });
  const holds = (domain: Domain) =>
    rows.every(({ place, categories }) => categories.some(({ number }) => number === domain[place]?.number));
  return { plan: cellPlan(survey, { by: query.by, where }), mean, holds };
}

/** The filters with one more; on the same dimension what both let through. */
function narrowed(where: readonly Filter[], filter: Filter): readonly Filter[] {
  const place = where.findIndex(({ dimension }) => dimension === filter.dimension);
  const before = where[place];
  if (before === undefined) return [...where, filter];
  const both = before.categories.filter((one) => filter.categories.includes(one));
  return where.with(place, { ...before, categories: both });
}
