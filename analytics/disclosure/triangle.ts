/** A symmetric positive definite matrix that grows by a row, with its Cholesky factor: G = L L'. */

/** Lower triangles, stored row after row. */
export interface Triangle {
  readonly size: number;
  /** u with L u = b */
  readonly forward: (b: Float64Array) => Float64Array;
  /** y with L' y = u, so that G y = b */
  readonly backward: (u: Float64Array) => Float64Array;
  /** borders G with the row b and the diagonal `own`; `rest` is what is left of `own`, own − u'u */
  readonly border: (b: Float64Array, own: number, u: Float64Array, rest: number) => void;
  /** an entry of G, row ≥ column */
  readonly entry: (row: number, column: number) => number;
}

export function emptyTriangle(): Triangle {
  let factor: Float64Array = new Float64Array(64);
  let matrix: Float64Array = new Float64Array(64);
  let size = 0;
  const start = (row: number) => (row * (row + 1)) / 2;
  return {
    get size() {
      return size;
    },
    forward: (b) => {
      const u = new Float64Array(size);
      for (let row = 0; row < size; row += 1) {
        const at = start(row);
        u[row] = (b[row]! - dot(factor, at, u, row)) / factor[at + row]!;
      }
      return u;
    },
    backward: (u) => {
      const y = u.slice();
      for (let row = size - 1; row >= 0; row -= 1) {
        const at = start(row);
        const value = y[row]! / factor[at + row]!;
        y[row] = value;
        for (let column = 0; column < row; column += 1) y[column]! -= value * factor[at + column]!;
      }
      return y;
    },
    border: (b, own, u, rest) => {
      const at = start(size);
      [factor, matrix] = [grown(factor, at + size + 1), grown(matrix, at + size + 1)];
      factor.set(u, at);
      matrix.set(b.subarray(0, size), at);
      factor[at + size] = Math.sqrt(rest);
      matrix[at + size] = own;
      size += 1;
    },
    entry: (row, column) => matrix[start(row) + column]!,
  };
}

function dot(row: Float64Array, at: number, u: Float64Array, length: number): number {
  let sum = 0;
  for (let place = 0; place < length; place += 1) sum += row[at + place]! * u[place]!;
  return sum;
}

function grown(values: Float64Array, needed: number): Float64Array {
  if (needed <= values.length) return values;
  const result = new Float64Array(2 * needed);
  result.set(values);
  return result;
}
