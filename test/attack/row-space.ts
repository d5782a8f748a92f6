/** Everything that adding and subtracting published figures can give: the space of the rows, kept in echelon form. */
import { addMultiple, inverse, prime, residue, scale } from './modular.ts';

/** One number a column (a group of people who are alike): how often a figure counts each of them. */
export type Row = ArrayLike<number>;

export class RowSpace {
  /** each with 1 at its pivot and 0 at all other pivots */
  readonly rows: Float64Array[] = [];
  readonly pivots: number[] = [];

  /** @returns whether it says anything new */
  add(row: Row): boolean {
    const left = this.#reduced(row);
    const pivot = left.findIndex((value) => value !== 0);
    if (pivot < 0) return false;
    scale(left, inverse(left[pivot] ?? 1));
    for (const other of this.rows) {
      const factor = other[pivot] ?? 0;
      if (factor !== 0) addMultiple(other, prime - factor, left);
    }
    this.rows.push(left);
    this.pivots.push(pivot);
    return true;
  }

  /** Whether the figures tell this one too. */
  contains(row: Row): boolean {
    return this.#reduced(row).every((value) => value === 0);
  }

  /** Brings the pivot of a row to another column, where the row must not be 0: the same space, seen from another side. */
  pivot(place: number, column: number): void {
    const row = this.rows[place];
    const value = row?.[column] ?? 0;
    if (row === undefined || value === 0) return;
    scale(row, inverse(value));
    this.rows.forEach((other, index) => {
      const factor = other[column] ?? 0;
      if (index !== place && factor !== 0) addMultiple(other, prime - factor, row);
    });
    this.pivots[place] = column;
  }

  #reduced(row: Row): Float64Array {
    const left = Float64Array.from(row, residue);
    this.rows.forEach((other, place) => {
      const factor = left[this.pivots[place] ?? 0] ?? 0;
      if (factor !== 0) addMultiple(left, prime - factor, other);
    });
    return left;
  }
}
