/** A table of two columns of categories: who counts in it, and the shares of its cells. */
import { baseOf, totalsByCode, type Base } from './base.ts';
import { factor, sameLength, type CategoryColumn, type NumberColumn } from './column.ts';
import type { SurveyDesign } from './design.ts';

export interface Table {
  readonly base: Base;
  readonly height: number;
  readonly width: number;
  /** the cell of each place of the base: row × width + column */
  readonly cells: Int32Array;
  /** the estimated share of each cell; rows and columns without anybody are left out */
  readonly shares: Float64Array;
  readonly rowShares: Float64Array;
  readonly columnShares: Float64Array;
}

/** @throws Problem columns_differ */
export function tableOf(
  design: SurveyDesign,
  rows: CategoryColumn | NumberColumn,
  columns: CategoryColumn | NumberColumn,
): Table {
  const [down, across] = [factor(rows), factor(columns)];
  sameLength('rows', down.codes.length, design.size);
  sameLength('columns', across.codes.length, design.size);
  const base = baseOf(design, (row) => down.codes[row]! >= 0 && across.codes[row]! >= 0);
  const [y, x] = [present(down.codes, base.rows), present(across.codes, base.rows)];
  const cells = y.codes.map((row, place) => row * x.count + x.codes[place]!);
  const shares = sharesOf(base, cells, y.count * x.count);
  const rowShares = sharesOf(base, y.codes, y.count);
  const columnShares = sharesOf(base, x.codes, x.count);
  return { base, height: y.count, width: x.count, cells, shares, rowShares, columnShares };
}

/** The codes that occur in the base, numbered anew. */
function present(codes: Int32Array, rows: Int32Array): { codes: Int32Array; count: number } {
  const found = [...new Set(rows.map((row) => codes[row]!))].toSorted((a, b) => a - b);
  const places = new Map(found.map((code, place) => [code, place]));
  return { codes: rows.map((row) => places.get(codes[row]!)!), count: found.length };
}

const sharesOf = (base: Base, codes: Int32Array, count: number): Float64Array =>
  totalsByCode(base, codes, count).map((total) => total / base.size);
