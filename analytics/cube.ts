/**
 * Which counts the database makes for a snapshot. Tables that share dimensions are counted together, in cubes of their
 * common dimensions, and added up from there: few passes over the answers instead of one a table.
 */
import type { Dimension } from './dimension.ts';
import { tableName } from './domain.ts';

/** A table of the release plan: its dimensions, sorted by name. */
export type PlanTable = readonly Dimension[];

/**
 * A GROUP BY of `axes`, and the tables that are added up from it. Tables over target groups have cubes of their own:
 * in a cube without them every respondent stands once.
 */
export interface Cube {
  readonly axes: readonly Dimension[];
  readonly tables: readonly PlanTable[];
}

/** Combinations that a cube may have beyond those of its largest table. */
const room = 10_000;

/** Spreads the tables over cubes; each table, named twice or not, stands in one of them. */
export function cubesOf(tables: readonly PlanTable[]): Cube[] {
  const once = new Map(tables.map((table) => [tableName(table.map((one) => one.name)), table]));
  const largestFirst = [...once.values()].toSorted((a, b) => combinations(b) - combinations(a));
  return largestFirst.reduce<Cube[]>(placed, []);
}

function placed(cubes: readonly Cube[], table: PlanTable): Cube[] {
  const place = cubes.findIndex((cube) => hasRoom(cube, table));
  const cube = cubes[place];
  if (cube === undefined) return [...cubes, { axes: table, tables: [table] }];
  return cubes.with(place, { axes: union(cube.axes, table), tables: [...cube.tables, table] });
}

function hasRoom({ axes }: Cube, table: PlanTable): boolean {
  const alike = axes.find(overlaps) === table.find(overlaps);
  return alike && combinations(union(axes, table)) <= Math.max(room, combinations(axes));
}

const overlaps = (dimension: Dimension) => dimension.overlapping;
const union = (axes: readonly Dimension[], table: PlanTable) => [...new Set([...axes, ...table])];

/** How many combinations of values there can be; places inside each other count once, by the finest level. */
function combinations(axes: readonly Dimension[]): number {
  const sizes = Map.groupBy(axes, (axis) => axis.variable);
  return [...sizes.values()].reduce((all, same) => all * Math.max(...same.map((one) => one.categories.length + 1)), 1);
}
