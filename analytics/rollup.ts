/** From the combinations of cubes to the cells of tables: which cells a combination counts in. */
import type { Cube, PlanTable } from './cube.ts';
import type { CellColumns } from './view/cells.ts';

/** How one table is added up from its cube. */
export interface Rollup {
  readonly table: PlanTable;
  /** for each dimension of the table: its column `d…`, and how many numbers it can have */
  readonly axes: readonly { readonly column: `d${number}`; readonly radix: number }[];
  /** place of each cell among all, by the numbers of its categories packed into one */
  readonly places: Map<number, number>;
}

/** For each cube the tables it holds; the places are still empty. */
export function rollupsOf(cubes: readonly Cube[]): Rollup[][] {
  return cubes.map((cube) =>
    cube.tables.map((table) => ({
      table,
      axes: table.map((axis) => ({ column: `d${cube.axes.indexOf(axis)}`, radix: radixOf(axis.categories) }) as const),
      places: new Map<number, number>(),
    })),
  );
}

const radixOf = (categories: readonly { readonly number: number }[]) =>
  1 + Math.max(0, ...categories.map((one) => one.number));

/**
 * Visits, for each row, the cell of each table of its cube; a row without a value in a dimension is in no cell of it.
 * @param visit  `packed` tells the cell of the table; see `unpacked`
 */
export function eachCell(
  rollups: readonly (readonly Rollup[])[],
  columns: CellColumns,
  visit: (row: number, rollup: Rollup, packed: number) => void,
): void {
  for (let row = 0; row < columns.cube.length; row += 1) {
    for (const rollup of rollups[columns.cube[row] ?? 0] ?? []) {
      const packed = packedOf(rollup, columns, row);
      if (packed >= 0) visit(row, rollup, packed);
    }
  }
}

/** −1 when a dimension has no value. */
function packedOf({ axes }: Rollup, columns: CellColumns, row: number): number {
  let packed = 0;
  for (const { column, radix } of axes) {
    const number = columns[column]?.[row] ?? 0;
    if (number <= 0 || number >= radix) return -1;
    packed = packed * radix + number;
  }
  return packed;
}

/** The numbers of a cell's categories, in the order of the table's dimensions. */
export function unpacked({ axes }: Rollup, packed: number): number[] {
  const numbers: number[] = [];
  for (let axis = axes.length - 1, rest = packed; axis >= 0; axis -= 1) {
    const radix = axes[axis]?.radix ?? 1;
    numbers.unshift(rest % radix);
    rest = Math.floor(rest / radix);
  }
  return numbers;
}
