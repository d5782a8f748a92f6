/** The row space of the released cells: what can be worked out from them, and how near that comes to each column. */
import { lastFollows } from './exact-rank.ts';
import type { Membership } from './membership.ts';
import { emptyTriangle } from './triangle.ts';

/** What a cell would add to the row space. */
export interface Residual {
  readonly cell: number;
  /** the part of the cell outside the row space, by class; the array is used again by the next cell */
  readonly z: Float64Array;
  /** its squared length; 0 when the cell follows from the released ones */
  readonly s: number;
  /** squared length of the cell itself */
  readonly own: number;
  /** products of the cell with the independent rows, the coefficients of its part inside, and L⁻¹ of the products */
  readonly products: Float64Array;
  readonly inside: Float64Array;
  readonly forward: Float64Array;
}

export interface RowSpace {
  readonly rank: number;
  /** P_ii of a column of each class whose magnitude is 1 */
  readonly leverages: Float64Array;
  readonly residual: (cell: number) => Residual;
  /** whether the cell follows from the rows, decided in whole numbers */
  readonly follows: (residual: Residual) => boolean;
  readonly add: (residual: Residual) => void;
  /** how far rounding has carried the leverages: |Σ weight × leverage − rank|, which is 0 in exact numbers */
  readonly drift: () => number;
}

/** A coefficient below is rounding; the check in whole numbers finds out when it was not. */
const negligible = 1e-7;
/** Beyond this share of its length a residual is not at right angles to the rows any more, and is computed again. */
const skewed = 1e-9;

/**
 * Starts empty. The projection itself (columns × columns) is never made: a cell costs the square of the rank, and a pass
 * over the classes.
 * @param weights  respondents of each class times their squared magnitudes
 */
export function emptyRowSpace(membership: Membership, weights: Float64Array): RowSpace {
  const triangle = emptyTriangle();
  const leverages = new Float64Array(membership.classes);
  const rows: number[] = [];
  const [z, sparse, overlap] = buffers(membership);

  const products = (cell: number): { products: Float64Array; own: number } => {
    overlap.fill(0);
    for (const one of membership.classesOf(cell)) {
      const weight = weights[one]!;
      const cells = membership.cellsOf(one);
      for (let place = 0; place < cells.length; place += 1) overlap[cells[place]!]! += weight;
    }
    return { products: Float64Array.from(rows, (row) => overlap[row]!), own: overlap[cell]! };
  };

  const outside = (cell: number, inside: Float64Array): number => {
    rows.forEach((row, place) => (sparse[row] = inside[place]!));
    const sums = membership.sums(sparse);
    for (let one = 0; one < z.length; one += 1) z[one] = -sums[one]!;
    for (const one of membership.classesOf(cell)) z[one]! += 1;
    return squared(z, weights);
  };

  const residual = (cell: number): Residual => {
    const { products: b, own } = products(cell);
    const forward = triangle.forward(b);
    const inside = triangle.backward(forward);
    let s = outside(cell, inside);
    if (Math.abs(along(cell) - s) > skewed * own) {
      straighten(inside);
      s = outside(cell, inside);
    }
    return { cell, z, s, own, products: b, inside, forward };
  };

  /** In exact numbers z'c = z'z, because z is at right angles to everything inside. */
  const along = (cell: number) => membership.classesOf(cell).reduce((sum, one) => sum + weights[one]! * z[one]!, 0);

  const straighten = (inside: Float64Array) => {
    const left = membership.totals(z.map((value, one) => value * weights[one]!));
    const more = triangle.backward(triangle.forward(Float64Array.from(rows, (row) => left[row]!)));
    more.forEach((value, place) => (inside[place]! += value));
  };

  return {
    get rank() {
      return rows.length;
    },
    leverages,
    residual,
    follows: ({ inside, products: b, own }) => {
      const part = [...inside.keys()].filter((place) => Math.abs(inside[place]!) > negligible);
      const gram = part.map((row, at) =>
        Float64Array.from(part.slice(0, at + 1), (column) => triangle.entry(row, column)),
      );
      return lastFollows([...gram, Float64Array.from([...part.map((place) => b[place]!), own])]);
    },
    add: ({ cell, s, own, products: b, forward }) => {
      triangle.border(b, own, forward, s);
      rows.push(cell);
      for (let one = 0; one < z.length; one += 1) leverages[one]! += z[one]! ** 2 / s;
    },
    drift: () => Math.abs(leverages.reduce((sum, value, one) => sum + value * weights[one]!, 0) - rows.length),
  };
}

function buffers({ classes, cells }: Membership) {
  return [new Float64Array(classes), new Float64Array(cells), new Float64Array(cells)] as const;
}

function squared(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  for (let one = 0; one < values.length; one += 1) sum += weights[one]! * values[one]! ** 2;
  return sum;
}
