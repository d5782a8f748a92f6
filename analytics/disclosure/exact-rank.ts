/** Whether a row follows from others, in whole numbers: no rounding decides it. */

/** The two largest primes below 2²⁶: products of two remainders are exact in a double. */
export const primes = [67_108_859, 67_108_837] as const;

/**
 * Whether the last row of an integer Gram matrix follows from the others, which are independent: modulo each prime the
 * others must stay independent and the last pivot must vanish. A pivot that is not zero vanishes modulo both primes with
 * a chance of about 2⁻⁵².
 * @param gram  the lower triangle, whole numbers
 */
export function lastFollows(gram: readonly Float64Array[]): boolean {
  return primes.every((prime) => lastPivotVanishes(gram, prime));
}

function lastPivotVanishes(gram: readonly Float64Array[], prime: number): boolean {
  const rows = gram.map((_, row) => Float64Array.from(gram, (_, column) => entry(gram, row, column) % prime));
  const last = rows.length - 1;
  for (let pivot = 0; pivot < last; pivot += 1) {
    if (rows[pivot]![pivot] === 0) return false;
    eliminate(rows, pivot, prime);
  }
  return rows[last]![last] === 0;
}

/** The matrix stays symmetric, so that only the part right of the diagonal is kept. */
function eliminate(rows: readonly Float64Array[], pivot: number, prime: number): void {
  const from = rows[pivot]!;
  const inverse = power(from[pivot]!, prime - 2, prime);
  for (let row = pivot + 1; row < rows.length; row += 1) {
    if (from[row] === 0) continue;
    const factor = prime - times(from[row]!, inverse, prime);
    const to = rows[row]!;
    for (let column = row; column < rows.length; column += 1) {
      to[column] = remainder(to[column]! + times(factor, from[column]!, prime), prime);
    }
  }
}

const entry = (gram: readonly Float64Array[], row: number, column: number) =>
  row >= column ? gram[row]![column]! : gram[column]![row]!;

const times = (a: number, b: number, prime: number) => remainder(a * b, prime);

/** Of a whole number from 0 to 2⁵³: the quotient may be rounded up by one, never more. */
function remainder(value: number, prime: number): number {
  const rest = value - prime * Math.floor(value / prime);
  return rest < 0 ? rest + prime : rest;
}

function power(base: number, exponent: number, prime: number): number {
  if (exponent === 0) return 1;
  const half = power(base, Math.floor(exponent / 2), prime);
  const square = times(half, half, prime);
  return exponent % 2 === 1 ? times(square, base, prime) : square;
}
