/** The published path: figures of the newest snapshot, from released cells alone. No answer is read here. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { dimensionsOf } from './dimension.ts';
import { cellKey, cellPlan, domainsOf, type CellPlan, type Domain } from './domain.ts';
import { envelope, shownRows, silentRows, type Counts, type Provenance } from './envelope.ts';
import { addedGroups, groupCounts } from './group-count.ts';
import { isAsked, type CheckedQuery } from './query.ts';
import type { ReleasedVariable, Snapshot } from './snapshot-store.ts';

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
  query: CheckedQuery,
  k: number,
): EstimateEnvelope {
  const read = readDomains(survey, figures, query);
  const rows = read.flatMap((one) => rowsOf(survey, query, one));
  return envelope(survey, query, provenance(survey, figures, query, k, read), rows);
}

/** A row of the query, the released cells it is the sum of, and its counts; null when they are not published. */
interface ReadDomain {
  readonly domain: Domain;
  readonly cells: readonly number[] | null;
  readonly counts: Counts | null;
}

function readDomains(survey: CompiledSurvey, figures: PublishedFigures | null, query: CheckedQuery): ReadDomain[] {
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
  { variable }: CheckedQuery,
): (cells: readonly number[]) => Counts | null {
  const dimension = dimensionsOf(survey).get(variable.name);
  if (dimension) return (cells) => addedGroups(cells.map((cell) => groupCounts(survey, figures, dimension, cell)));
  const released = figures.snapshot.variables.get(variable.name);
  return (cells) =>
    released && cells.every((cell) => (released.bases[cell] ?? 0) > 0) ? summed(released, cells) : null;
}

/** Places of the cells that make up a domain; null when one of them is not released. */
function cellsOf(figures: PublishedFigures, plan: CellPlan, domain: Domain): number[] | null {
  const known = figures.places.get(plan.table);
  const cells = plan.cells(domain)?.map((key) => known?.get(key)) ?? [];
  const found = cells.filter((cell) => cell !== undefined);
  return found.length === 0 || found.length < cells.length ? null : found;
}

function rowsOf(survey: CompiledSurvey, query: CheckedQuery, { domain, counts }: ReadDomain): EstimateRow[] {
  if (!isAsked(survey, query.variable)) return silentRows(query, domain, 'not_asked');
  if (counts === null) return silentRows(query, domain, 'not_published');
  return shownRows(survey, query, domain, counts);
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
  query: CheckedQuery,
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
