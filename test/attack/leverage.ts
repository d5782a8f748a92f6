/** A certificate that no combination of figures is about few people: computed here without the product's code. */
import type { Row } from './row-space.ts';

/**
 * The leverage of one person behind each column: the diagonal of the projection on the space of the rows, every person a
 * column of their own. By modified Gram–Schmidt, each row orthogonalised twice.
 * @param people  how many stand behind each column
 */
export function leverages(rows: readonly Row[], people: ArrayLike<number>): Float64Array {
  const weights = Float64Array.from(people, Math.sqrt);
  const basis: Float64Array[] = [];
  for (const row of rows) {
    const left = weights.map((weight, column) => weight * (row[column] ?? 0));
    const length = norm(left);
    for (let pass = 0; pass < 2; pass += 1) for (const one of basis) project(left, one);
    const rest = norm(left);
    // what is smaller than rounding is a combination of rows before
    if (rest > 1e-9 * length) basis.push(left.map((value) => value / rest));
  }
  return weights.map((weight, column) =>
    weight === 0 ? 0 : basis.reduce((sum, one) => sum + (one[column] ?? 0) ** 2, 0) / weight ** 2,
  );
}

const norm = (vector: Float64Array) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));

function project(vector: Float64Array, direction: Float64Array): void {
  let along = 0;
  for (let place = 0; place < vector.length; place += 1) along += (vector[place] ?? 0) * (direction[place] ?? 0);
  for (let place = 0; place < vector.length; place += 1)
    vector[place] = (vector[place] ?? 0) - along * (direction[place] ?? 0);
}
