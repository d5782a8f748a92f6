/** The audit's algebra once more, by other means: dense, slow, on respondents instead of profiles. */

/** Squared lengths of the columns of Q', Q an orthonormal basis of the rows (Gram–Schmidt, twice). */
export function denseLeverages(rows: readonly (readonly number[])[]): number[] {
  const basis = rows.reduce<number[][]>((known, row) => {
    const length = Math.sqrt(dot(row, row));
    const left = outside(known, outside(known, row));
    const rest = Math.sqrt(dot(left, left));
    return rest > 1e-8 * length ? [...known, left.map((value) => value / rest)] : known;
  }, []);
  return Array.from({ length: rows[0]?.length ?? 0 }, (_, column) =>
    basis.reduce((sum, vector) => sum + vector[column]! ** 2, 0),
  );
}

/** Rank in whole numbers (Bareiss 1968: elimination without fractions). */
export function exactRank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => row.map(BigInt));
  const width = rows[0]?.length ?? 0;
  let [rank, before] = [0, 1n];
  for (let column = 0; column < width && rank < rows.length; column += 1) {
    const found = rows.findIndex((row, place) => place >= rank && row[column] !== 0n);
    if (found < 0) continue;
    [rows[rank], rows[found]] = [rows[found]!, rows[rank]!];
    const pivot = rows[rank]!;
    for (let row = rank + 1; row < rows.length; row += 1) {
      const factor = rows[row]![column]!;
      rows[row] = rows[row]!.map((value, place) => (value * pivot[column]! - factor * pivot[place]!) / before);
    }
    before = pivot[column]!;
    rank += 1;
  }
  return rank;
}

/** Whether some combination of the rows, not zero, is about columns of `set` alone. */
export function hasCombinationAbout(rows: readonly (readonly number[])[], set: ReadonlySet<number>): boolean {
  const others = rows.map((row) => row.filter((_, column) => !set.has(column)));
  return exactRank(others) < exactRank(rows);
}

/** All subsets of that size. */
export function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, place) => subsets(items.slice(place + 1), size - 1).map((rest) => [item, ...rest]));
}

function outside(basis: readonly (readonly number[])[], row: readonly number[]): number[] {
  return basis.reduce<number[]>(
    (left, vector) => {
      const part = dot(left, vector);
      return left.map((value, column) => value - part * vector[column]!);
    },
    [...row],
  );
}

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, value, at) => sum + value * b[at]!, 0);
