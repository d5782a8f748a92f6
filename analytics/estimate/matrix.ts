/** Small symmetric systems: some tens of unknowns, solved by Cholesky's decomposition. */
import { Problem } from '../../problem.ts';

/** Row by row. */
export type Matrix = readonly (readonly number[])[];

/** Σ_i w_i x_i x_i' over the rows of `columns`. */
export function crossProducts(columns: readonly ArrayLike<number>[], weights: ArrayLike<number>): number[][] {
  return columns.map((a) => columns.map((b) => weightedProduct(a, b, weights)));
}

/** Σ_i w_i a_i b_i */
export function weightedProduct(a: ArrayLike<number>, b: ArrayLike<number>, weights: ArrayLike<number>): number {
  let total = 0;
  for (let row = 0; row < a.length; row += 1) total += (weights[row] ?? 0) * (a[row] ?? 0) * (b[row] ?? 0);
  return total;
}

/**
 * The inverse of a symmetric positive definite matrix.
 * @param names  of its columns, for the message
 * @throws Problem collinear, which names the first column that says nothing new
 */
export function inverse(matrix: Matrix, names: readonly string[]): number[][] {
  const lower = cholesky(matrix, names);
  const columns = matrix.map((_, place) => solved(lower, place));
  return matrix.map((_, row) => columns.map((column) => column[row] ?? 0));
}

/** matrix × vector */
export const times = (matrix: Matrix, vector: readonly number[]): number[] => matrix.map((row) => dot(row, vector));

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);

/** The lower triangle L of matrix = L L'. A pivot that all but vanishes says the column follows from those before. */
function cholesky(matrix: Matrix, names: readonly string[]): number[][] {
  const lower: number[][] = [];
  matrix.forEach((row, i) => {
    const own: number[] = [];
    for (let j = 0; j < i; j += 1)
      own.push(((row[j] ?? 0) - dot(own, (lower[j] ?? []).slice(0, j))) / (lower[j]?.[j] ?? 1));
    const pivot = (row[i] ?? 0) - dot(own, own);
    if (!(pivot > 1e-11 * (row[i] ?? 0))) throw new Problem('collinear', { column: names[i] ?? '' });
    lower.push([...own, Math.sqrt(pivot)]);
  });
  return lower;
}

/** The column `place` of the inverse: L L' x = e. */
function solved(lower: Matrix, place: number): number[] {
  const size = lower.length;
  const forward = new Array<number>(size).fill(0);
  for (let i = 0; i < size; i += 1) {
    const known = dot((lower[i] ?? []).slice(0, i), forward);
    forward[i] = (Number(i === place) - known) / (lower[i]?.[i] ?? 1);
  }
  const result = new Array<number>(size).fill(0);
  for (let i = size - 1; i >= 0; i -= 1) {
    let known = 0;
    for (let j = i + 1; j < size; j += 1) known += (lower[j]?.[i] ?? 0) * (result[j] ?? 0);
    result[i] = ((forward[i] ?? 0) - known) / (lower[i]?.[i] ?? 1);
  }
  return result;
}
