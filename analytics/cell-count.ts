/** Counts of every cell of a release plan, out of the answers: what a snapshot is made from. Nothing here is public. */
import type { Connection } from '../data/database.server.ts';
import type { CompiledSurvey, CompiledVariable } from '../survey/registry/registry.ts';
import { cubesOf, type Cube, type PlanTable } from './cube.ts';
import { cellKey, tableName } from './domain.ts';
import { eachCell, rollupsOf, unpacked, type Rollup } from './rollup.ts';
import type { LevelMeasure } from './level.ts';
import { sizesSql, variableSql, type CellColumns } from './view/cells.ts';
import { levelCubesSql, radix } from './view/levels.ts';

type Reader = Pick<Connection, 'columns'>;

/** A set of respondents given by values of dimensions. */
export interface CountedCell {
  /** names of the dimensions, sorted, joined by `*`; the total is '' */
  readonly table: string;
  /** one a dimension, in the order of the table's name */
  readonly codes: readonly string[];
  /** respondents */
  readonly n: number;
}

/** The cells that hold anybody, in a fixed order. */
export interface Composition {
  readonly cells: readonly CountedCell[];
  readonly cubes: readonly Cube[];
  /** for each cube, where the cells of its tables stand in `cells` */
  readonly rollups: readonly (readonly Rollup[])[];
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
  const cubes = cubesOf(tables);
  const rollups = rollupsOf(cubes);
  const columns = await reader.columns<CellColumns>(sizesSql(survey, cubes), { survey: survey.id });
  const sizes = new Map(rollups.flat().map((rollup) => [rollup, new Map<number, number>()]));
  eachCell(rollups, columns, (row, rollup, packed) => {
    const table = sizes.get(rollup);
    table?.set(packed, (table.get(packed) ?? 0) + (columns.n[row] ?? 0));
  });
  const found = [...sizes].flatMap(([rollup, table]) => [...table].flatMap(([packed, n]) => cellOf(rollup, packed, n)));
  const sorted = found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
  sorted.forEach(({ rollup, packed }, place) => rollup.places.set(packed, place));
  return { cells: sorted.map(({ cell }) => cell), cubes, rollups };
}

/** Counts a variable in every cell of the composition. */
export async function readVariable(
  reader: Reader,
  survey: CompiledSurvey,
  { cells, cubes, rollups }: Composition,
  variable: CompiledVariable,
): Promise<VariableCounts> {
  const width = Math.max(0, ...variable.categories.map((one) => one.number));
  const [bases, counts] = [new Int32Array(cells.length), new Int32Array(cells.length * width)];
  const isBase = (category: number) => variable.type !== 'multiple' || category === 0;
  const columns = await reader.columns<CellColumns>(variableSql(survey, cubes, variable), { survey: survey.id });
  eachCell(rollups, columns, (row, { places }, packed) => {
    const cell = places.get(packed);
    const [category = 0, n = 0] = [columns.category[row], columns.n[row]];
    if (cell === undefined) return;
    if (isBase(category)) bases[cell] = (bases[cell] ?? 0) + n;
    if (category < 1 || category > width) return;
    const place = cell * width + category - 1;
    counts[place] = (counts[place] ?? 0) + n;
  });
  return { bases, counts, width };
}

interface LevelCounts extends VariableCounts {
  readonly measure: LevelMeasure;
}

/** Counts the levels of all skills in every cell, in one pass: by the name of each measure. */
export async function readLevels(
  reader: Reader,
  survey: CompiledSurvey,
  { cells, cubes, rollups }: Composition,
  skills: readonly { readonly skill: number; readonly measures: readonly LevelMeasure[] }[],
): Promise<Map<string, VariableCounts>> {
  if (skills.length === 0) return new Map();
  const counted = new Map(skills.map(({ skill, measures }) => [skill, measures.map((one) => noCounts(one, cells))]));
  const columns = await reader.columns<CellColumns>(levelCubesSql(survey, cubes), { survey: survey.id });
  eachCell(rollups, columns, (row, { places }, packed) => {
    const cell = places.get(packed);
    const [told = 0, n = 0] = [columns.category[row], columns.n[row]];
    if (cell === undefined) return;
    const [now, wanted] = [Math.floor(told / radix) % radix, told % radix];
    for (const one of counted.get(Math.floor(told / radix ** 2)) ?? []) addLevel(one, cell, now, wanted, n);
  });
  return new Map([...counted.values()].flat().map(({ measure, ...counts }) => [measure.name, counts]));
}

function noCounts(measure: LevelMeasure, cells: readonly CountedCell[]): LevelCounts {
  const width = Math.max(0, ...measure.categories.map(({ number }) => number));
  return { measure, width, bases: new Int32Array(cells.length), counts: new Int32Array(cells.length * width) };
}

function addLevel(
  { measure, width, bases, counts }: LevelCounts,
  cell: number,
  now: number,
  wanted: number,
  n: number,
) {
  const number = measure.numbers[now - 1]?.[wanted - 1] ?? 0;
  if (number === 0) return;
  bases[cell] = (bases[cell] ?? 0) + n;
  const place = cell * width + number - 1;
  counts[place] = (counts[place] ?? 0) + n;
}

/** Names a cell by its codes; none when one of its numbers is no category any more. */
function cellOf(rollup: Rollup, packed: number, n: number) {
  const numbers = unpacked(rollup, packed);
  const values = rollup.table.flatMap(
    (axis, index) => axis.categories.find((one) => one.number === numbers[index]) ?? [],
  );
  if (values.length < numbers.length) return [];
  const table = tableName(rollup.table.map((axis) => axis.name));
  const codes = values.map((value) => value.code);
  const cell: CountedCell = { table, codes, n };
  return [{ rollup, packed, cell, name: `${table} ${cellKey(codes)}` }];
}
