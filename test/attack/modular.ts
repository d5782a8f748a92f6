/** Exact arithmetic modulo a prime: what a rational linear algebra would say, but for a chance of one in millions. */

/** The largest prime below 2^26: products stay below 2^53 and are exact. */
export const prime = 67_108_859;

export const residue = (value: number): number => ((value % prime) + prime) % prime;

/** The number that times `value` is 1. */
export function inverse(value: number): number {
  let [a, b, x, y] = [residue(value), prime, 1, 0];
  while (a > 1) {
    const quotient = Math.floor(b / a);
    [a, b] = [b - quotient * a, a];
    [x, y] = [y - quotient * x, x];
  }
  return residue(x);
}

/** row += factor × other, from `start` on. */
export function addMultiple(row: Float64Array, factor: number, other: Float64Array, start = 0): void {
  for (let column = start; column < row.length; column += 1) {
    const value = other[column] ?? 0;
    if (value !== 0) row[column] = ((row[column] ?? 0) + factor * value) % prime;
  }
}

export function scale(row: Float64Array, factor: number): void {
  for (let column = 0; column < row.length; column += 1) row[column] = ((row[column] ?? 0) * factor) % prime;
}
