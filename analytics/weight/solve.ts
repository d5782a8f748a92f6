/**
 * Solves A x = b for a symmetric positive definite matrix by Cholesky's decomposition.
 * @returns null when the matrix is singular, to rounding
 */
export function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] | null {
  const lower = cholesky(matrix);
  if (lower === null) return null;
  const at = (row: number, column: number) => lower[row]?.[column] ?? 0;
  const half: number[] = [];
  right.forEach((value, row) => {
    half.push((value - half.reduce((sum, one, place) => sum + one * at(row, place), 0)) / at(row, row));
  });
  const solution = new Array<number>(half.length).fill(0);
  for (let row = half.length - 1; row >= 0; row -= 1) {
    const known = solution.reduce((sum, one, place) => (place > row ? sum + one * at(place, row) : sum), 0);
    solution[row] = ((half[row] ?? 0) - known) / at(row, row);
  }
  return solution;
}

function cholesky(matrix: readonly (readonly number[])[]): number[][] | null {
  const lower: number[][] = [];
  for (const [row, values] of matrix.entries()) {
    const line: number[] = [];
    for (let column = 0; column < row; column += 1) {
      const other = lower[column] ?? [];
      const known = line.reduce((sum, one, place) => sum + one * (other[place] ?? 0), 0);
      line.push(((values[column] ?? 0) - known) / (other[column] ?? 1));
    }
    const rest = (values[row] ?? 0) - line.reduce((sum, one) => sum + one * one, 0);
    if (!(rest > 1e-14 * (values[row] ?? 0))) return null;
    lower.push([...line, Math.sqrt(rest)]);
  }
  return lower;
}
