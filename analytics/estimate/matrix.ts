/** The little linear algebra that tests need. */

/** Square matrices are kept row by row. */
export type Matrix = Float64Array;

/** X of A X = B by Gaussian elimination with the largest pivot; null when A is singular. */
export function solve(a: Matrix, b: Float64Array, width: number): Float64Array | null {
  const columns = b.length / width;
  const rows = Array.from({ length: width }, (_, row) => [
    ...a.subarray(row * width, (row + 1) * width),
    ...b.subarray(row * columns, (row + 1) * columns),
  ]);
  const scale = a.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let step = 0; step < width; step += 1) {
    const pivot = largestBelow(rows, step);
    if (!(Math.abs(rows[pivot]![step]!) > 1e-13 * scale)) return null;
    [rows[step], rows[pivot]] = [rows[pivot]!, rows[step]!];
    rows.forEach((row, other) => {
      if (other !== step) subtract(row, rows[step]!, row[step]! / rows[step]![step]!, step);
    });
  }
  return Float64Array.from(rows.flatMap((row, place) => row.slice(width).map((value) => value / row[place]!)));
}

/** The sum of the diagonal. */
export function trace(a: Matrix, width: number): number {
  let sum = 0;
  for (let place = 0; place < width; place += 1) sum += a[place * width + place]!;
  return sum;
}

/** The sum of the diagonal of A A. */
export function traceOfSquare(a: Matrix, width: number): number {
  let sum = 0;
  for (let row = 0; row < width; row += 1)
    for (let column = 0; column < width; column += 1) sum += a[row * width + column]! * a[column * width + row]!;
  return sum;
}

function largestBelow(rows: readonly number[][], step: number): number {
  let best = step;
  for (let row = step + 1; row < rows.length; row += 1)
    if (Math.abs(rows[row]![step]!) > Math.abs(rows[best]![step]!)) best = row;
  return best;
}

function subtract(row: number[], other: readonly number[], times: number, from: number): void {
  for (let column = from; column < row.length; column += 1) row[column]! -= times * other[column]!;
}
