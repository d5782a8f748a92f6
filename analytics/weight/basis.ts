/** Columns of a model as orthonormal vectors, which keeps a calibration exact whatever the units of the columns. */
import { Problem } from '../../problem.ts';

/** A column of a model and its total in the population. */
export interface Auxiliary {
  readonly name: string;
  readonly values: Float64Array;
  readonly total: number;
}

/** Σ metric q_j q_k is 1 for j = k and 0 otherwise; `totals` are those of the vectors in the population. */
export interface Basis {
  readonly vectors: readonly Float64Array[];
  readonly totals: readonly number[];
}

/** What is left of a column below this share of it is rounding: the column is made of those before. */
const rounding = 1e-9;

/**
 * Gram–Schmidt, each column twice, which leaves rounding errors only (Giraud, Langou and Rozložník 2005). A column that is
 * made of others is left out.
 * @throws Problem totals_contradict, of such a column whose total is not made of theirs
 */
export function orthonormal(auxiliaries: readonly Auxiliary[], metric: Float64Array): Basis {
  return auxiliaries.reduce<Basis>(
    (basis, auxiliary) => {
      const left = remainder(basis, auxiliary, metric);
      const norm = Math.sqrt(inner(left.values, left.values, metric));
      if (norm > rounding * Math.sqrt(inner(auxiliary.values, auxiliary.values, metric)))
        return {
          vectors: [...basis.vectors, left.values.map((value) => value / norm)],
          totals: [...basis.totals, left.total / norm],
        };
      refuseContradiction(auxiliary, left.total);
      return basis;
    },
    { vectors: [], totals: [] },
  );
}

/** Σ metric a b */
export function inner(a: Float64Array, b: Float64Array, metric: Float64Array): number {
  return a.reduce((total, value, row) => total + value * (b[row] ?? 0) * (metric[row] ?? 0), 0);
}

/** The vectors, each so many times, added up. */
export function combined({ vectors }: Basis, factors: readonly number[], size: number): Float64Array {
  const result = new Float64Array(size);
  vectors.forEach((vector, place) => {
    const factor = factors[place] ?? 0;
    vector.forEach((value, row) => (result[row] = (result[row] ?? 0) + factor * value));
  });
  return result;
}

function remainder(
  basis: Basis,
  { values, total }: Auxiliary,
  metric: Float64Array,
): { values: Float64Array; total: number } {
  let left = { values, total };
  for (let turn = 0; turn < 2; turn += 1)
    basis.vectors.forEach((vector, place) => {
      const share = inner(vector, left.values, metric);
      left = {
        values: left.values.map((value, row) => value - share * (vector[row] ?? 0)),
        total: left.total - share * (basis.totals[place] ?? 0),
      };
    });
  return left;
}

function refuseContradiction({ name, total }: Auxiliary, left: number): void {
  if (Math.abs(left) <= 1e-9 * Math.max(Math.abs(total), Math.abs(total - left))) return;
  throw new Problem('totals_contradict', { variable: name, total, implied: total - left });
}
