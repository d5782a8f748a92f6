/** Counts of every cell of a list of tables, out of the answers: what a snapshot is made from. Never leaves the server. */
import type { Connection } from '../data/database.server.ts';
import type { CompiledSurvey, CompiledVariable } from '../survey/registry.ts';
import type { Candidate } from './disclosure.ts';
import type { Dimension } from './dimension.ts';
import { cellKey, tableName } from './domain.ts';
import { maskOf, passesOf, sizesSql, ticksSql, type CellColumns, type Pass, type PlanTable } from './view/cells.ts';

type Reader = Pick<Connection, 'columns'>;

/** The cells that hold anybody, in a fixed order, and where each stands. */
export interface Composition {
  readonly passes: readonly Pass[];
  readonly cells: readonly Candidate[];
  /** place of a cell in `cells` by its address: pass, table and numbers of its categories */
  readonly places: ReadonlyMap<string, number>;
}

/** Counts of one variable by cell of the composition: its base, and `counts[cell * width + number − 1]`. */
export interface VariableCounts {
  readonly bases: Int32Array;
  readonly counts: Int32Array;
  readonly width: number;
}

/** Counts the respondents of every cell. A respondent without a value in a dimension is in no cell of it. */
export async function readComposition(
  reader: Reader,
  survey: CompiledSurvey,
  tables: readonly PlanTable[],
): Promise<Composition> {
  const passes = passesOf(tables);
  const found: { address: string; cell: Candidate }[] = [];
  for (const [index, pass] of passes.entries()) {
    const columns = await reader.columns<CellColumns>(sizesSql(survey, pass));
    const describe = describer(pass);
    eachRow(index, pass, columns, (row, address) => {
      const cell = describe(columns, row);
      if (cell) found.push({ address, cell });
    });
  }
  found.sort((a, b) => compare(nameOf(a.cell), nameOf(b.cell)));
  return {
    passes,
    cells: found.map(({ cell }) => cell),
    places: new Map(found.map(({ address }, place) => [address, place])),
  };
}

const nameOf = ({ table, codes }: Candidate) => `${table} ${cellKey(codes)}`;
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Counts a variable in every cell of the composition. */
export async function readVariable(
  reader: Reader,
  survey: CompiledSurvey,
  { passes, cells, places }: Composition,
  variable: CompiledVariable,
): Promise<VariableCounts> {
  const width = Math.max(0, ...variable.categories.map((one) => one.number));
  const read = { bases: new Int32Array(cells.length), counts: new Int32Array(cells.length * width), width };
  for (const [index, pass] of passes.entries()) {
    const bases = await reader.columns<CellColumns>(sizesSql(survey, pass, variable));
    eachRow(index, pass, bases, (row, address) => {
      const cell = places.get(address);
      if (cell !== undefined) read.bases[cell] = bases.n[row] ?? 0;
    });
    const ticks = await reader.columns<CellColumns>(ticksSql(survey, pass, variable));
    eachRow(index, pass, ticks, (row, address) => {
      const cell = places.get(address);
      const number = ticks.category[row] ?? 0;
      if (cell !== undefined && number >= 1 && number <= width)
        read.counts[cell * width + number - 1] = ticks.n[row] ?? 0;
    });
  }
  return read;
}

function eachRow(pass: number, { axes }: Pass, columns: CellColumns, visit: (row: number, address: string) => void) {
  const values = axes.map((_, axis) => columns[`d${axis}`] ?? []);
  for (let row = 0; row < columns.n.length; row += 1) {
    let address = `${pass}:${columns.mask[row]}`;
    for (const value of values) address += `,${value[row]}`;
    visit(row, address);
  }
}

/** Names the cell of a row; null when a dimension of its table has no value there. */
function describer(pass: Pass): (columns: CellColumns, row: number) => Candidate | null {
  const tables = new Map(pass.tables.map((table) => [maskOf(pass, table), table]));
  const known = new Map(pass.axes.map((axis) => [axis, new Map(axis.categories.map((one) => [one.number, one]))]));
  const valueOf = (axis: Dimension, columns: CellColumns, row: number) =>
    known.get(axis)?.get(columns[`d${pass.axes.indexOf(axis)}`]?.[row] ?? 0);
  return (columns, row) => {
    const table = tables.get(columns.mask[row] ?? -1) ?? [];
    const values = table.map((axis) => valueOf(axis, columns, row)).filter((value) => value !== undefined);
    if (values.length < table.length) return null;
    return {
      table: tableName(table.map((axis) => axis.name)),
      codes: values.map((value) => value.code),
      n: columns.n[row] ?? 0,
      flagged: values.some((value) => value.flagged),
    };
  };
}
