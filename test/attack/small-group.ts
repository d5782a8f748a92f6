/** Looks for a combination of figures that is about few people. */
import type { RowSpace } from './row-space.ts';

/** People a combination is about, and how many. */
export interface Finding {
  readonly columns: readonly number[];
  readonly people: number;
}

/** How many people have a column other than 0. */
export function finding(row: Float64Array, people: ArrayLike<number>): Finding {
  const columns: number[] = [];
  let sum = 0;
  row.forEach((value, column) => {
    if (value === 0) return;
    columns.push(column);
    sum += people[column] ?? 0;
  });
  return { columns, people: sum };
}

/**
 * A random walk over the ways to write the space: every row of each is a combination that leaves out as many columns as
 * there are other rows, and so the small ones come to light (Canteaut and Chabaud 1998, for finding light codewords).
 * @param people  how many stand behind each column
 * @param small  a finding is about at least 1 and fewer than this many
 * @returns the smallest found; null when none was
 */
export function walk(
  space: RowSpace,
  people: ArrayLike<number>,
  small: number,
  steps: number,
  random: () => number,
): Finding | null {
  let best = smallest(space, people, small, null);
  for (let step = 0; step < steps && space.rows.length > 0; step += 1) {
    const place = Math.floor(random() * space.rows.length);
    const column = otherColumn(space.rows[place]!, space.pivots[place]!, random);
    if (column === null) continue;
    space.pivot(place, column);
    best = smallest(space, people, small, best);
  }
  return best;
}

function smallest(space: RowSpace, people: ArrayLike<number>, small: number, best: Finding | null): Finding | null {
  return space.rows.reduce((found, row) => {
    if (weighsAtLeast(row, people, found?.people ?? small)) return found;
    return finding(row, people);
  }, best);
}

/** Stops counting as soon as it is enough: nearly every row is about many. */
function weighsAtLeast(row: Float64Array, people: ArrayLike<number>, limit: number): boolean {
  let sum = 0;
  for (let column = 0; column < row.length; column += 1) {
    if (row[column] !== 0) sum += people[column] ?? 0;
    if (sum >= limit) return true;
  }
  return sum === 0;
}

function otherColumn(row: Float64Array, pivot: number, random: () => number): number | null {
  const start = Math.floor(random() * row.length);
  for (let step = 0; step < row.length; step += 1) {
    const column = (start + step) % row.length;
    if (column !== pivot && row[column] !== 0) return column;
  }
  return null;
}
