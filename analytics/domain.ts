/** The domains of a query: its rows, and the cells of one table that make up each row. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import type { Dimension, DimensionCategory } from './dimension.ts';
import type { Filter } from './domain-query.ts';
import { isFiner, nested, placesOf, type Places } from './territory.ts';

/** One row of a query: a category of each `by` dimension, in their order. */
export type Domain = readonly DimensionCategory[];

export interface Divided {
  readonly by: readonly Dimension[];
  readonly where: readonly Filter[];
}

/**
 * Where the figures of a query stand: a table (see `tableName`) and, for each row, the keys of its cells there
 * (see `cellKey`); null when the row is no sum of disjoint cells of that table.
 */
export interface CellPlan {
  readonly table: string;
  readonly cells: (domain: Domain) => readonly string[] | null;
}

/** How a table is called: the names of its dimensions, sorted, joined by `*`; the total is ''. */
export const tableName = (names: readonly string[]): string => names.toSorted(compare).join('*');

/** How a cell is called inside its table: its codes, in the order of the table's name, joined by `|`. */
export const cellKey = (codes: readonly string[]): string => codes.join('|');

/** The rows a query asks for, whether anybody stands in them or not; the last dimension runs fastest. */
export function domainsOf(survey: CompiledSurvey, query: Divided): Domain[] {
  const places = placesOf(survey);
  return product(query.by.map((dimension) => remaining(places, dimension, filterOn(query, dimension))));
}

/** How many rows of that kind there are. */
export function domainCount(survey: CompiledSurvey, query: Divided): number {
  const places = placesOf(survey);
  return query.by.reduce((n, one) => n * remaining(places, one, filterOn(query, one)).length, 1);
}

/** The table that a query reads, `by` and `where` together. */
export function cellPlan(survey: CompiledSurvey, query: Divided): CellPlan {
  const places = placesOf(survey);
  const divided = query.by.map((dimension, place) =>
    divisionAxis(places, dimension, place, filterOn(query, dimension)),
  );
  const others = query.where.filter(({ dimension }) => query.by.every((one) => one.variable !== dimension.variable));
  const axes = [...divided, ...others.map(filterAxis)].toSorted((a, b) => compare(a.name, b.name));
  return {
    table: tableName(axes.map((axis) => axis.name)),
    cells: (domain) => {
      const codes = axes.map((axis) => axis.codes(domain)).filter((one) => one !== null);
      return codes.length < axes.length ? null : product(codes).map(cellKey);
    },
  };
}

/** One dimension of the table, and the codes of it that a row covers; null when they overlap or are not known. */
interface Axis {
  readonly name: string;
  readonly codes: (domain: Domain) => readonly string[] | null;
}

function filterAxis({ dimension, categories }: Filter): Axis {
  const codes = dimension.overlapping && categories.length > 1 ? null : categories.map((one) => one.code);
  return { name: dimension.name, codes: () => codes };
}

function divisionAxis(places: Places, dimension: Dimension, place: number, filter: Filter | undefined): Axis {
  if (filter === undefined || filter.dimension === dimension) {
    return { name: dimension.name, codes: (domain) => domain.slice(place, place + 1).map((one) => one.code) };
  }
  const fine = isFiner(levelOf(filter.dimension), levelOf(dimension)) ? filter.dimension : dimension;
  return { name: fine.name, codes: (domain) => shared(places, domain[place], filter, fine !== dimension) };
}

/**
 * The codes that a row and a filter of another level share: those of the filter inside the row's place, or the row's
 * own when the filter is the wider one. Null when the list of territories does not tell.
 */
function shared(
  places: Places,
  row: DimensionCategory | undefined,
  filter: Filter,
  filterIsFiner: boolean,
): string[] | null {
  if (row === undefined) return null;
  const lies = filter.categories.map((one) => nested(places, one.number, row.number));
  if (lies.includes(null)) return null;
  const inside = filter.categories.filter((_, index) => lies[index]);
  if (filterIsFiner) return inside.map((one) => one.code);
  return inside.length > 0 ? [row.code] : [];
}

/** The categories of a division that can hold anybody under the filter. */
function remaining(places: Places, dimension: Dimension, filter: Filter | undefined): readonly DimensionCategory[] {
  if (filter === undefined) return dimension.categories;
  if (filter.dimension === dimension) return filter.categories;
  const touches = (row: DimensionCategory) =>
    filter.categories.some((one) => nested(places, one.number, row.number) !== false);
  return dimension.categories.filter(touches);
}

const filterOn = (query: Divided, dimension: Dimension) =>
  query.where.find((filter) => filter.dimension.variable === dimension.variable);

const levelOf = (dimension: Dimension) => dimension.level ?? 'region';
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Every choice of one from each list, the last list fastest; of no lists there is one, the empty choice. */
function product<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>((heads, list) => heads.flatMap((head) => list.map((one) => [...head, one])), [[]]);
}
