/** Symmetric positive definite systems of some tens of unknowns, by Cholesky's decomposition. */
import { Problem } from '../../problem.ts';

/** Row by row. */
export type Rows = readonly (readonly number[])[];

/**
 * Solves A x = b.
 * @returns null when the matrix is singular, to rounding
 */
export function solve(matrix: Rows, right: readonly number[]): number[] | null {
  const lower = cholesky(matrix, 1e-14);
  return lower.length < matrix.length ? null : substituted(lower, right);
}

/**
 * The inverse.
 * @param names  of its columns, for the message
 * @throws Problem collinear, which names the first column that says nothing new
 */
export function inverse(matrix: Rows, names: readonly string[]): number[][] {
  const lower = cholesky(matrix, 1e-11);
  if (lower.length < matrix.length) throw new Problem('collinear', { column: names[lower.length] ?? '' });
  return matrix.map((_, place) =>
    substituted(
      lower,
      matrix.map((__, row) => Number(row === place)),
    ),
  );
}

/** matrix × vector */
export const times = (matrix: Rows, vector: readonly number[]): number[] => matrix.map((row) => dot(row, vector));

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, place) => sum + value * (b[place] ?? 0), 0);

/** The lower triangle L of matrix = L L'; it ends before a column that follows from those before, to rounding. */
function cholesky(matrix: Rows, rounding: number): number[][] {
  const lower: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const line: number[] = [];
    for (let column = 0; column < row; column += 1) {
      const other = lower[column] ?? [];
      line.push(((values[column] ?? 0) - dot(line, other)) / (other[column] ?? 1));
    }
    const pivot = (values[row] ?? 0) - dot(line, line);
    if (!(pivot > rounding * (values[row] ?? 0))) break;
    lower.push([...line, Math.sqrt(pivot)]);
  }
  return lower;
}

/** x of L L' x = right. */
function substituted(lower: Rows, right: readonly number[]): number[] {
  const at = (row: number, column: number) => lower[row]?.[column] ?? 0;
  const half: number[] = [];
  right.forEach((value, row) => half.push((value - dot(half, lower[row] ?? [])) / at(row, row)));
  const solution = new Array<number>(half.length).fill(0);
  for (let row = half.length - 1; row >= 0; row -= 1) {
    const known = solution.reduce((sum, one, place) => (place > row ? sum + one * at(place, row) : sum), 0);
    solution[row] = ((half[row] ?? 0) - known) / at(row, row);
  }
  return solution;
}
