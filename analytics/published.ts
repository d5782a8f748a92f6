/** The published path: figures of the newest snapshot, from released cells alone. No answer is read here. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { dimensionsOf } from './dimension.ts';
import { cellKey, cellPlan, domainsOf, type CellPlan, type Domain } from './domain.ts';
import { covers } from './disclosure/weighted-share.ts';
import { envelope, shownRows, silentRows, type Provenance } from './envelope.ts';
import { bare, type Figure } from './estimate/proportion.ts';
import { addedGroups, groupCounts, type GroupCounts } from './group-count.ts';
import { isOfValues } from './measure.ts';
import { plainFigures, type Counts } from './plain-figure.ts';
import { totalFigure, weightedFigures, type SplitDomain } from './published-figure.ts';
import { plannedSplits, type PlannedClass } from './published-split.ts';
import { isAsked } from './query.ts';
import type { ReleasedVariable, Snapshot } from './snapshot-store.ts';
import type { KnownWeights, WeightedQuery } from './weight-kind.ts';

/** A snapshot with its cells within reach: table → key of a cell → its place. */
export interface PublishedFigures {
  readonly snapshot: Snapshot;
  readonly places: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/** Makes a snapshot ready for questions. */
export function indexed(snapshot: Snapshot): PublishedFigures {
  const places = new Map<string, Map<string, number>>();
  snapshot.cells.forEach(({ table, codes }, place) => {
    const cells = places.get(table) ?? new Map<string, number>();
    places.set(table, cells.set(cellKey(codes), place));
  });
  return { snapshot, places };
}

/**
 * Answers a query from released cells. A row that is no sum of disjoint released cells of one table is not published,
 * and so is every row before the first snapshot (`figures` null).
 * @param k  what the envelope says while there is no snapshot
 */
export function estimatePublished(
  survey: CompiledSurvey,
  figures: PublishedFigures | null,
  query: WeightedQuery,
  k: number,
): EstimateEnvelope {
  const read = readDomains(survey, figures, query);
  const weighting = query.chosen.kind === 'none' ? null : (figures?.snapshot.weighting ?? null);
  const splits = weighting && plannedSplits(survey, query, weighting);
  const told = read.map((one): ToldDomain => ({ ...one, rows: rowsOf(survey, figures, query, one, splits) }));
  return envelope(
    survey,
    query,
    provenance(survey, figures, query, k, told),
    told.flatMap(({ rows }) => rows),
  );
}

/** A row of the query, the released cells it is the sum of, and its counts; null when they are not published. */
interface ReadDomain {
  readonly domain: Domain;
  readonly cells: readonly number[] | null;
  readonly counts: GroupCounts | null;
}

/** A domain with its rows: a variable may hide all of them where the cells themselves are released. */
interface ToldDomain extends ReadDomain {
  readonly rows: readonly EstimateRow[];
}

function readDomains(survey: CompiledSurvey, figures: PublishedFigures | null, query: WeightedQuery): ReadDomain[] {
  const plan = cellPlan(survey, query);
  const countsOf = figures && countsIn(survey, figures, query);
  return domainsOf(survey, query).map((domain) => {
    const cells = figures && cellsOf(figures, plan, domain);
    const counts = (cells && countsOf?.(cells)) ?? null;
    return { domain, cells: counts && cells, counts };
  });
}

/** What cells tell of the variable: of one that divides figures, other released cells; of any other, its own counts. */
function countsIn(
  survey: CompiledSurvey,
  figures: PublishedFigures,
  query: WeightedQuery,
): (cells: readonly number[]) => GroupCounts | null {
  const { variable } = query;
  if (variable.type === 'number') return (cells) => sumIn(figures, query, cells);
  const dimension = dimensionsOf(survey).get(variable.name);
  if (dimension) return (cells) => addedGroups(cells.map((cell) => groupCounts(survey, figures, dimension, cell)));
  const released = figures.snapshot.variables.get(variable.name);
  return (cells) =>
    released && cells.every((cell) => (released.bases[cell] ?? 0) > 0) ? summed(released, cells) : null;
}

/** What the respondents of cells add up to, in place of a category; another figure of a number is not released. */
function sumIn(
  { snapshot }: PublishedFigures,
  { variable, statistic, chosen }: WeightedQuery,
  cells: readonly number[],
) {
  const released = snapshot.totals.get(variable.name);
  const isTold = statistic === 'total' && chosen.kind === 'none';
  if (released === undefined || !isTold || cells.some((cell) => (released.bases[cell] ?? 0) === 0)) return null;
  const sum = total(cells, (cell) => released.totals[cell] ?? 0);
  return { base: total(cells, (cell) => released.bases[cell] ?? 0), of: () => sum };
}

/** Places of the cells that make up a domain; null when one of them is not released. */
function cellsOf(figures: PublishedFigures, plan: CellPlan, domain: Domain): number[] | null {
  const known = figures.places.get(plan.table);
  const cells = plan.cells(domain)?.map((key) => known?.get(key)) ?? [];
  const found = cells.filter((cell) => cell !== undefined);
  return found.length === 0 || found.length < cells.length ? null : found;
}

function rowsOf(
  survey: CompiledSurvey,
  figures: PublishedFigures | null,
  query: WeightedQuery,
  { domain, cells, counts }: ReadDomain,
  splits: readonly (readonly PlannedClass[])[] | null,
): EstimateRow[] {
  if (!isAsked(survey, query.variable)) return silentRows(query, domain, 'not_asked');
  if (figures === null || cells === null || counts === null) return silentRows(query, domain, 'not_published');
  const isHidden = hidingOf(query, counts);
  const split = splits && splitOf(survey, figures, query, domain, cells, splits);
  const rows = split
    ? weightedFigures(survey, query, split, weighedBy(figures))
    : unweighted(survey, figures, query, known(counts));
  const told = rows.map((figure, line) => (isHidden(line) ? null : figure));
  return shownRows(query, domain, told, split ? query.chosen.kind : 'none');
}

/** Which lines rest on a category that no released cell tells. */
function hidingOf({ variable, statistic, base, categories }: WeightedQuery, { of }: GroupCounts) {
  const isOfAll = base === 'mentions' || isOfValues(variable, statistic);
  const isAnyHidden = isOfAll && variable.categories.some(({ number }) => of(number) === null);
  return (line: number): boolean => isAnyHidden || (!isOfAll && of(categories[line]!.number) === null);
}

const known = ({ base, of }: GroupCounts): Counts => ({ base, of: (number) => of(number) ?? 0 });

/** What each respondent counting one gives; a total of the population goes by the mean weight. */
function unweighted(survey: CompiledSurvey, figures: PublishedFigures, query: WeightedQuery, counts: Counts): Figure[] {
  if (query.variable.type === 'number') return [{ ...bare(counts.base), estimate: counts.of(0) }];
  if (query.statistic !== 'total' || query.chosen.kind === 'none') return plainFigures(survey, query, counts);
  return query.categories.map(({ number }) => totalFigure(counts.of(number), counts, weighedBy(figures)));
}

const weighedBy = ({ snapshot: { weighting, responses } }: PublishedFigures) => ({
  ...{ deff: weighting?.deff ?? 1, mean: weighting?.mean ?? 1, responses },
});

/** The weights that a snapshot keeps; none before the first. */
export function knownWeights(figures: PublishedFigures | null): KnownWeights[] {
  const weighting = figures?.snapshot.weighting;
  if (!weighting) return [];
  const { kind, version, dimensions } = weighting;
  return [{ kind, version, dimensions: dimensions.map(({ name }) => name) }];
}

/** The finest split into weighting classes that are released and hold the whole domain; null when there is none. */
function splitOf(
  survey: CompiledSurvey,
  figures: PublishedFigures,
  query: WeightedQuery,
  domain: Domain,
  cells: readonly number[],
  splits: readonly (readonly PlannedClass[])[],
): SplitDomain | null {
  const countsOf = countsIn(survey, figures, query);
  const [counts, n] = [countsOf(cells), sizeOf(figures, cells) ?? 0];
  if (counts === null) return null;
  for (const split of splits) {
    const classes = split.flatMap(({ plan, mean, holds }) => {
      const own = holds(domain) ? tellingCells(figures, query, countsOf, plan, domain) : [];
      const inClass = own.length === 0 ? null : countsOf(own);
      return inClass ? [{ ...known(inClass), n: sizeOf(figures, own) ?? 0, meanWeight: mean }] : [];
    });
    if (covers(n, classes)) return { ...known(counts), n, classes };
  }
  return null;
}

/** Those of a class's cells that tell all of the variable. */
function tellingCells(
  figures: PublishedFigures,
  { variable }: WeightedQuery,
  countsOf: (cells: readonly number[]) => GroupCounts | null,
  plan: CellPlan,
  domain: Domain,
): number[] {
  const places = figures.places.get(plan.table);
  const cells = plan.cells(domain)?.map((key) => places?.get(key)) ?? [];
  return cells
    .filter((cell) => cell !== undefined)
    .filter((cell) => {
      const counts = countsOf([cell]);
      return counts !== null && variable.categories.every(({ number }) => counts.of(number) !== null);
    });
}

function summed({ bases, counts, width }: ReleasedVariable, cells: readonly number[]): Counts {
  return {
    base: total(cells, (cell) => bases[cell] ?? 0),
    of: (number) => total(cells, (cell) => (number > width ? 0 : (counts[cell * width + number - 1] ?? 0))),
  };
}

function provenance(
  survey: CompiledSurvey,
  figures: PublishedFigures | null,
  query: WeightedQuery,
  k: number,
  told: readonly ToldDomain[],
): Provenance {
  if (figures === null) return { snapshot: null, k, coverage: null, n: null };
  const { id, takenOn, responses } = figures.snapshot;
  const n = sizeOf(figures, cellsOf(figures, cellPlan(survey, { by: [], where: query.where }), []));
  const divides = query.by.length > 0 && query.by.every((dimension) => !dimension.overlapping);
  const seen = told.filter(({ rows }) => rows.some(({ state }) => state === 'shown'));
  const shown = total(seen, ({ cells }) => sizeOf(figures, cells) ?? 0);
  const coverage = divides && n !== null ? shown / n : null;
  return { snapshot: { id, takenOn, responses }, k: figures.snapshot.k, coverage, n };
}

function sizeOf(figures: PublishedFigures, cells: readonly number[] | null): number | null {
  return cells && total(cells, (cell) => figures.snapshot.cells[cell]?.n ?? 0);
}

const total = <T>(items: readonly T[], value: (item: T) => number) => items.reduce((sum, item) => sum + value(item), 0);
