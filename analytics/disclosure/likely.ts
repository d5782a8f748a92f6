/** Counts that agree with the released figures, near the likeliest ones: quick proofs that an answer stays possible. */
import type { Membership } from './membership.ts';
import { emptyTriangle, type Triangle } from './triangle.ts';

/** One answer against another: how many of each class gave either, and how many of them gave the first. */
export interface TwoAnswers {
  readonly either: Float64Array;
  readonly first: Float64Array;
}

/** Whether counts that agree with every cell are found, in which one more of that class could have given the first answer. */
export type IsPossible = (one: number) => boolean;

const steps = 40;
const precise = 1e-9;
/** Counts of cells are whole; a sum that is off by less is the same. */
const agreeing = 1e-7;

/**
 * The likeliest counts are either × 1 / (1 + exp(−η)), η a sum of one number a cell, such that every cell has its count:
 * logistic regression on the cells, by Newton's method. From there the shortest way (by variance) that leaves all cells as
 * they are leads to a count of 1 in one class; the point is a proof when all its counts are within bounds and all its cells
 * have theirs, which is looked at.
 * @returns null when there are no such counts, or they are not found; then nothing is said
 */
export function nearLikeliest(membership: Membership, { either, first }: TwoAnswers): IsPossible | null {
  const found = likeliest(membership, either, first);
  if (found === null) return null;
  const { counts, variances, information } = found;
  const inverse = solverOf(information);
  const wanted = membership.totals(first).slice();
  const [column, point] = [new Float64Array(membership.cells), new Float64Array(membership.classes)];
  const isProof = () =>
    point.every((count, one) => count >= -precise && count <= either[one]! + precise) &&
    membership.totals(point).every((count, cell) => Math.abs(count - wanted[cell]!) <= agreeing);
  return (one) => {
    if (counts[one]! >= 1) return true;
    if (either[one]! < 1) return false;
    column.fill(0);
    for (const cell of membership.cellsOf(one)) column[cell] = variances[one]!;
    const way = membership.sums(inverse(column));
    const far = (1 - counts[one]!) / (variances[one]! * (1 - way[one]!));
    for (let other = 0; other < point.length; other += 1) {
      point[other] = counts[other]! + far * variances[other]! * ((other === one ? 1 : 0) - way[other]!);
    }
    return isProof();
  };
}

interface Likeliest {
  readonly counts: Float64Array;
  readonly variances: Float64Array;
  readonly information: Triangle;
}

function likeliest(membership: Membership, either: Float64Array, first: Float64Array): Likeliest | null {
  const wanted = membership.totals(first).slice();
  let numbers: Float64Array = new Float64Array(membership.cells);
  for (let step = 0; step < steps; step += 1) {
    const shares = membership.sums(numbers).map((value) => 1 / (1 + Math.exp(-value)));
    const counts = shares.map((share, one) => share * either[one]!);
    const variances = counts.map((count, one) => count * (1 - shares[one]!));
    const information = informationOf(membership, variances);
    if (information === null) return null;
    const lacks = membership.totals(counts).map((count, cell) => wanted[cell]! - count);
    if (lacks.every((value, cell) => Math.abs(value) <= precise * (1 + wanted[cell]!))) {
      return { counts, variances, information };
    }
    const change = solverOf(information)(lacks);
    const longest = change.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    const shorter = Math.min(1, 3 / longest);
    numbers = numbers.map((value, cell) => value + shorter * change[cell]!);
  }
  return null;
}

/** A V A', V the variances of the classes; null when it is as good as singular. */
function informationOf(membership: Membership, variances: Float64Array): Triangle | null {
  const triangle = emptyTriangle();
  const products = new Float64Array(membership.cells);
  for (let cell = 0; cell < membership.cells; cell += 1) {
    products.fill(0);
    for (const one of membership.classesOf(cell)) {
      for (const other of membership.cellsOf(one)) products[other]! += variances[one]!;
    }
    const own = products[cell]!;
    const forward = triangle.forward(products);
    const rest = own - forward.reduce((sum, value) => sum + value ** 2, 0);
    if (!(rest > precise * own)) return null;
    triangle.border(products, own, forward, rest);
  }
  return triangle;
}

const solverOf = (triangle: Triangle) => (b: Float64Array) => triangle.backward(triangle.forward(b));
