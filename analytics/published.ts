/** The published path: figures of the newest snapshot, from released cells alone. No answer is read here. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { cellKey, cellPlan, domainsOf, type CellPlan, type Domain } from './domain.ts';
import { envelope, shownRows, silentRows, type Provenance } from './envelope.ts';
import { plainFigures, type Counts } from './plain-figure.ts';
import { totalFigure, weightedFigures, type SplitDomain } from './published-figure.ts';
import { plannedSplits, type PlannedClass } from './published-split.ts';
import { covers } from './disclosure/weighted-share.ts';
import type { Figure } from './estimate/proportion.ts';
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
  const rows = read.flatMap(({ domain, cells }) => rowsOf(survey, figures, query, domain, cells, splits));
  return envelope(survey, query, provenance(survey, figures, query, k, read), rows);
}

/** A row of the query and the released cells it is the sum of; null when it is not published. */
interface ReadDomain {
  readonly domain: Domain;
  readonly cells: readonly number[] | null;
}

function readDomains(survey: CompiledSurvey, figures: PublishedFigures | null, query: WeightedQuery): ReadDomain[] {
  const plan = cellPlan(survey, query);
  const released = figures?.snapshot.variables.get(query.variable.name);
  return domainsOf(survey, query).map((domain) => {
    const cells = figures && cellsOf(figures, plan, domain);
    const complete = released && cells?.every((cell) => (released.bases[cell] ?? 0) > 0);
    return { domain, cells: complete ? cells : null };
  });
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
  domain: Domain,
  cells: readonly number[] | null,
  splits: readonly (readonly PlannedClass[])[] | null,
): EstimateRow[] {
  if (!isAsked(survey, query.variable)) return silentRows(query, domain, 'not_asked');
  const released = figures?.snapshot.variables.get(query.variable.name);
  if (figures === null || released === undefined || cells === null) return silentRows(query, domain, 'not_published');
  const split = splits && splitOf(figures, countsIn(released), domain, cells, splits);
  if (split) return shownRows(query, domain, weightedFigures(survey, query, split, weighedBy(figures)));
  return shownRows(query, domain, unweighted(survey, figures, query, summed(released, cells)), 'none');
}

/** What each respondent counting one gives; a total of the population goes by the mean weight. */
function unweighted(survey: CompiledSurvey, figures: PublishedFigures, query: WeightedQuery, counts: Counts): Figure[] {
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

/** The finest split into weighting classes that are released and hold enough of the domain; null when there is none. */
function splitOf(
  figures: PublishedFigures,
  countsOf: CountsOf,
  domain: Domain,
  cells: readonly number[],
  splits: readonly (readonly PlannedClass[])[],
): SplitDomain | null {
  const n = sizeOf(figures, cells) ?? 0;
  for (const split of splits) {
    const classes = split.flatMap(({ plan, mean, holds }) => {
      const own = holds(domain) ? releasedCells(figures, countsOf, plan, domain) : [];
      const counts = own.length > 0 ? countsOf(own) : null;
      if (counts === null) return [];
      return [{ ...counts, n: sizeOf(figures, own) ?? 0, meanWeight: mean }];
    });
    const whole = covers(n, classes) ? countsOf(cells) : null;
    if (whole) return { ...whole, n, classes };
  }
  return null;
}

/** Those of a class's cells that are released and show the variable; who is in the others counts as in no class. */
function releasedCells(figures: PublishedFigures, countsOf: CountsOf, plan: CellPlan, domain: Domain): number[] {
  const known = figures.places.get(plan.table);
  const cells = plan.cells(domain)?.map((key) => known?.get(key)) ?? [];
  return cells.filter((cell) => cell !== undefined).filter((cell) => countsOf([cell]) !== null);
}

/** What cells tell of a variable together; null where one of them does not show it. */
type CountsOf = (cells: readonly number[]) => Counts | null;

const countsIn =
  (released: ReleasedVariable): CountsOf =>
  (cells) =>
    cells.every((cell) => (released.bases[cell] ?? 0) > 0) ? summed(released, cells) : null;

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
  read: readonly ReadDomain[],
): Provenance {
  if (figures === null) return { snapshot: null, k, coverage: null, n: null };
  const { id, takenOn, responses } = figures.snapshot;
  const n = sizeOf(figures, cellsOf(figures, cellPlan(survey, { by: [], where: query.where }), []));
  const divides = query.by.length > 0 && query.by.every((dimension) => !dimension.overlapping);
  const shown = total(read, ({ cells }) => sizeOf(figures, cells) ?? 0);
  const coverage = divides && n !== null ? shown / n : null;
  return { snapshot: { id, takenOn, responses }, k: figures.snapshot.k, coverage, n };
}

function sizeOf(figures: PublishedFigures, cells: readonly number[] | null): number | null {
  return cells && total(cells, (cell) => figures.snapshot.cells[cell]?.n ?? 0);
}

const total = <T>(items: readonly T[], value: (item: T) => number) => items.reduce((sum, item) => sum + value(item), 0);
