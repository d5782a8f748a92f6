/** How each respondent moves a table's departure from independence. */
import { flags, weighted } from './base.ts';
import type { Matrix } from './matrix.ts';
import type { Table } from './table.ts';
import type { Smooth } from './variance.ts';

/**
 * Contrasts of the shares over themselves that are 0 when rows and columns are independent to first order: one for each
 * row and column but the first. `simple` is n times their covariance under simple random sampling (Rao and Scott 1984).
 */
export function interactions(table: Table): { smooth: Smooth; simple: Matrix } {
  const { base, shares } = table;
  const weightsOfCells = contrasts(table).map((contrast) =>
    contrast.map((value, cell) => (shares[cell]! > 0 ? value / shares[cell]! : 0)),
  );
  const middle = weightsOfCells.map((one) => product(one, shares));
  const influences = weightsOfCells.map((one, k) =>
    byCell(
      table,
      one.map((value) => (value - middle[k]!) / base.size),
    ),
  );
  const of = (totals: readonly number[]) =>
    weightsOfCells.map((one) => totals.reduce((sum, value, cell) => sum + one[cell]! * value, 0) / sumOf(totals));
  const simple = weightsOfCells.flatMap((a) =>
    weightsOfCells.map((b) => a.reduce((sum, value, cell) => sum + value * b[cell]! * shares[cell]!, 0)),
  );
  return { smooth: { base, parts: () => cellParts(table), of, influences }, simple: Float64Array.from(simple) };
}

/** Estimated less expected totals, of each row and column but the first. */
export function departures(table: Table): { smooth: Smooth; values: Float64Array } {
  const { base, width, rowShares, columnShares } = table;
  const inner = innerCells(table);
  const influences = inner.map(({ row, column }) => {
    const down = (cell: number) => Number(Math.floor(cell / width) === row) - rowShares[row]!;
    const across = (cell: number) => Number(cell % width === column) - columnShares[column]!;
    return byCell(
      table,
      table.shares.map((_, cell) => down(cell) * across(cell)),
    );
  });
  const of = (totals: readonly number[]) => inner.map(({ row, column }) => departure(totals, table, row, column));
  const totals = Array.from(table.shares, (share) => share * base.size);
  return { smooth: { base, parts: () => cellParts(table), of, influences }, values: Float64Array.from(of(totals)) };
}

function departure(totals: readonly number[], { width }: Table, row: number, column: number): number {
  let [down, across] = [0, 0];
  totals.forEach((value, cell) => {
    if (Math.floor(cell / width) === row) down += value;
    if (cell % width === column) across += value;
  });
  return totals[row * width + column]! - (down * across) / sumOf(totals);
}

/** (1 at the row, −1 at the first) times (1 at the column, −1 at the first). */
function contrasts(table: Table): Float64Array[] {
  const sign = (place: number, chosen: number) => (place === chosen ? 1 : place === 0 ? -1 : 0);
  return innerCells(table).map(({ row, column }) =>
    table.shares.map((_, cell) => sign(Math.floor(cell / table.width), row) * sign(cell % table.width, column)),
  );
}

const innerCells = ({ height, width }: Table) =>
  Array.from({ length: (height - 1) * (width - 1) }, (_, k) => ({
    row: 1 + Math.floor(k / (width - 1)),
    column: 1 + (k % (width - 1)),
  }));

/** Weight times what belongs to the cell, a place of the base each. */
function byCell({ base, cells }: Table, values: Float64Array): Float64Array {
  const result = new Float64Array(cells.length);
  for (let place = 0; place < cells.length; place += 1) result[place] = base.weights[place]! * values[cells[place]!]!;
  return result;
}

const cellParts = ({ base, cells, shares }: Table) =>
  Array.from(shares, (_, cell) =>
    weighted(
      base,
      flags(cells.length, (place) => cells[place] === cell),
    ),
  );

const product = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, k) => sum + value * b[k]!, 0);
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
