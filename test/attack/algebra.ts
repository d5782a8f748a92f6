/** Exact linear algebra: what adding and subtracting published figures tells about few people. */
import { isIn, type Cell } from './figure.ts';
import { findingOf, likewise, tooFew, type Finding } from './finding.ts';
import { prime, inverse } from './modular.ts';
import type { Profile } from './population.ts';
import type { RowSpace } from './row-space.ts';
import { isTooFew, rowOfPeople, spaceOf, type System } from './system.ts';

/**
 * Every cell of every table of up to three dimensions, in the release plan or not, and at every moment: is it about too
 * few, and does it follow from the figures?
 */
export function bySmallCells(system: System): Finding[] {
  const space = spaceOf(system);
  const known = new Set<string>();
  const findings: Finding[] = [];
  for (const { moment, cell } of allCells(system)) {
    const row = rowOfPeople(system, moment, (profile) => isIn(profile, cell));
    const key = Buffer.from(row.buffer).toString('latin1');
    if (known.has(key)) continue;
    known.add(key);
    if (!isTooFew(system, row) || !space.contains(row)) continue;
    const how = findings.length === 0 ? undefined : likewise;
    findings.push(findingOf(system, 'small cells', row, cell, how));
  }
  return findings;
}

/** Cells that hold somebody, of all tables of one to three dimensions. */
export function allCells(system: System): { moment: number; cell: Cell }[] {
  const profiles = system.columns.flatMap(({ versions: [one] }) => (one ? [one.profile] : []));
  const cells = new Map<string, Cell>();
  for (const profile of profiles) for (const cell of cellsOf(profile)) cells.set(JSON.stringify(cell), cell);
  return system.moments.flatMap((moment) => [...cells.values()].map((cell) => ({ moment, cell })));
}

/** All cells of up to three dimensions that somebody stands in; one level of the territory at a time. */
function cellsOf(profile: Profile): Cell[] {
  const ones = Object.entries(profile).flatMap(([dimension, codes]) =>
    codes.map((code) => ({ dimension, codes: [code] })),
  );
  const places = new Set(['region', 'province', 'area', 'municipality']);
  const longer = (cell: Cell): Cell[] =>
    ones
      .filter(({ dimension }) => dimension > (cell.at(-1)?.dimension ?? ''))
      .filter(({ dimension }) => !places.has(dimension) || !cell.some((other) => places.has(other.dimension)))
      .map((one) => [...cell, one]);
  const first = longer([]);
  const second = first.flatMap(longer);
  return [...first, ...second, ...second.flatMap(longer)];
}

/** Every combination whose people stand in one column, or in two. */
export function byFewColumns(system: System): Finding[] {
  const space = spaceOf(system);
  const pivots = new Set(space.pivots);
  const alone = space.rows.filter((row) => row.reduce((sum, value) => sum + Number(value !== 0), 0) <= 2);
  const pairs = [...Map.groupBy(space.rows.keys(), (place) => tailOf(space, place, pivots))]
    .filter(([tail]) => tail !== '')
    .flatMap(([, places]) => differences(space, places, pivots));
  return tooFew(system, 'few columns', [...alone, ...pairs]);
}

/** What of a row lies outside all pivots, up to a factor. Two rows with the same tail differ at their pivots alone. */
function tailOf(space: RowSpace, place: number, pivots: ReadonlySet<number>): string {
  const row = space.rows[place]!;
  const tail = [...row.keys()].filter((column) => row[column] !== 0 && !pivots.has(column));
  const factor = inverse(row[tail[0] ?? 0] || 1);
  return tail.map((column) => `${column}:${(row[column]! * factor) % prime}`).join(' ');
}

function differences(space: RowSpace, places: readonly number[], pivots: ReadonlySet<number>): Float64Array[] {
  return places.flatMap((one, index) =>
    places.slice(index + 1).map((other) =>
      Float64Array.from(space.rows[one]!, (value, column) => {
        const both = value !== 0 || space.rows[other]![column] !== 0;
        return Number(both && pivots.has(column));
      }),
    ),
  );
}

/** Every pair of figures: who is in one and not in the other. */
export function byDifference(system: System): Finding[] {
  const columnsOf = Map.groupBy(system.columns, ({ people: [one] }) => one);
  const once = system.columns.map(({ people: [one] }) => columnsOf.get(one)!.length === 1);
  const rows = system.equations
    .map(({ row }) => row)
    .filter((row) => Array.prototype.every.call(row, (value) => value < 2));
  const sets = rows.map((row) => bitsOf(row, once));
  const most = Math.max(system.k, system.sensitiveK);
  const found = new Map<string, Uint8Array>();
  sets.forEach((one, place) => {
    for (let other = place + 1; other < sets.length; other += 1) {
      if (!differInFewerThan(one, sets[other]!, most)) continue;
      const row = Uint8Array.from(rows[place]!, (value, column) => value ^ Number(rows[other]![column]));
      if (isTooFew(system, row)) found.set(Buffer.from(row.buffer).toString('latin1'), row);
    }
  });
  return tooFew(system, 'differences', [...found.values()]);
}

/** Columns of people with one version alone: others may stand behind several. */
function bitsOf(row: ArrayLike<number>, once: readonly boolean[]): Uint32Array {
  const bits = new Uint32Array(Math.ceil(row.length / 32));
  for (let place = 0; place < row.length; place += 1)
    if (row[place] !== 0 && once[place]) bits[place >> 5]! |= 1 << (place & 31);
  return bits;
}

/** In columns: somebody stands behind each, so fewer people stand behind no more columns. */
function differInFewerThan(one: Uint32Array, other: Uint32Array, most: number): boolean {
  let count = 0;
  for (let word = 0; word < one.length; word += 1)
    for (let left = one[word]! ^ other[word]!; left !== 0; left &= left - 1) if ((count += 1) >= most) return false;
  return true;
}
