/** The cells that margins divide a sample into. */
import type { Margin } from './margin.ts';

export interface Cells {
  /** the cell of each row; −1 for a row without weight */
  readonly codes: Int32Array;
  /** the sum of the weights in each cell */
  readonly base: Float64Array;
  /** with a code for each cell */
  readonly margins: readonly Margin[];
}

/** Puts rows that are alike in all margins into one cell. */
export function cellsOf(margins: readonly Margin[], base: Float64Array): Cells {
  const codes = margins.reduce(crossed, new Int32Array(base.length));
  const firstRows: number[] = [];
  const sums: number[] = [];
  codes.forEach((cell, row) => {
    if (cell < 0) return;
    firstRows[cell] ??= row;
    sums[cell] = (sums[cell] ?? 0) + (base[row] ?? 0);
  });
  const onCells = margins.map((margin) => ({
    ...margin,
    codes: Int32Array.from(firstRows, (row) => margin.codes[row] ?? -1),
  }));
  return { codes, base: Float64Array.from(sums), margins: onCells };
}

/** Numbers the combinations of what was crossed so far with one more margin, as they occur. */
function crossed(codes: Int32Array, margin: Margin): Int32Array {
  const known = new Map<number, number>();
  return codes.map((code, row) => {
    const level = margin.codes[row] ?? -1;
    if (code < 0 || level < 0) return -1;
    const pair = code * margin.levels.length + level;
    const cell = known.get(pair) ?? known.size;
    known.set(pair, cell);
    return cell;
  });
}
