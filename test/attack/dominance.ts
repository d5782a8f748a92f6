/** Whether sums over firms give away a large one: in every combination that was come upon. */
import { findingOf, type Finding } from './finding.ts';
import { leverages } from './leverage.ts';
import { spaceOf, type System } from './system.ts';
import type { RowSpace } from './row-space.ts';
import { prime } from './modular.ts';
import { seeded } from './random.ts';

/** (1, 75): the largest part; (2, 85): the two largest; p % = 10: how near the second comes to the first. */
const [one, two, near] = [0.75, 0.85, 0.1];

/** A firm is a column of its own here: its size is part of what it is. */
export function byDominance(system: System, magnitude: string, steps: number): Finding[] {
  const size = system.columns.map(({ versions: [version] }) => Number(version?.answers[magnitude] ?? 0));
  const rows = [
    ...system.equations.map(({ row }) => Float64Array.from(row)),
    ...pairs(system),
    ...walked(system, steps),
  ];
  return rows
    .filter((row) => isDominated(row, size))
    .map((row) => findingOf(system, 'dominance', row, null, 'one or two firms are nearly all of it'));
}

function isDominated(row: Float64Array, size: readonly number[]): boolean {
  const parts = [...row].map((factor, place) => Math.abs(factor * size[place]!)).filter((part) => part > 0);
  const [first = 0, second = 0] = parts.toSorted((a, b) => b - a);
  const sum = parts.reduce((total, part) => total + part, 0);
  return sum > 0 && (first >= one * sum || first + second >= two * sum || sum - first - second < near * first);
}

/** What one figure counts and another does not. */
function pairs({ equations }: System): Float64Array[] {
  return equations.flatMap(({ row }, place) =>
    equations
      .slice(place + 1)
      .map((other) => Float64Array.from(row, (value, column) => value - (other.row[column] ?? 0))),
  );
}

/** Rows of the space from many sides; only those whose factors are small whole numbers, which people add up with. */
function walked(system: System, steps: number): Float64Array[] {
  const space = spaceOf(system);
  const random = seeded(5);
  return Array.from({ length: steps }, () => turned(space, random)).flatMap((row) => {
    const plain = row.map((value) => (value > prime / 2 ? value - prime : value));
    return plain.every((value) => Math.abs(value) <= 9) ? [plain] : [];
  });
}

function turned(space: RowSpace, random: () => number): Float64Array {
  const place = Math.floor(random() * space.rows.length);
  const row = space.rows[place] ?? new Float64Array();
  const columns = [...row.keys()].filter((column) => row[column] !== 0);
  space.pivot(place, columns[Math.floor(random() * columns.length)] ?? 0);
  return space.rows[Math.floor(random() * space.rows.length)] ?? row;
}

/** The largest leverage of a firm whose column is as long as its magnitude, in parts of the limit of 0.18. */
export function firmCertificate({ equations, columns }: System, magnitude: string): number {
  const size = columns.map(({ versions: [version] }) => Number(version?.answers[magnitude] ?? 0));
  const rows = equations.map(({ row }) => Float64Array.from(row, (value, place) => value * size[place]!));
  return Math.max(0, ...leverages(rows, new Array<number>(columns.length).fill(1))) / 0.18;
}
