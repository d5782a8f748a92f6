import { BIGINT, BOOLEAN, DOUBLE, DuckDBInstance, INTEGER, LIST, listValue, SQLNULL, VARCHAR } from '@duckdb/node-api';
import type {
  DuckDBConnection,
  DuckDBDataChunk,
  DuckDBMaterializedResult,
  DuckDBPreparedStatement,
  DuckDBType,
  DuckDBValue,
} from '@duckdb/node-api';
import { mkdir, realpath } from 'node:fs/promises';
import { columnOf } from './cell.server.ts';
import type { Cell, Instance, OpenInstance, Parameters, Session } from './connection.server.ts';
import { openStore } from './store.server.ts';
import type { Database, DatabaseOptions } from './store.server.ts';

export type { Cell, Column, Connection, Parameters } from './connection.server.ts';
export type { RenewalPlan, RenewalTables } from './renewal.server.ts';
export type { AppendOutcome, ResponseEntry } from './response.server.ts';
export type { Database, DatabaseOptions, ReadOptions, Transaction } from './store.server.ts';

/** The only door to the DuckDB driver. */
const openInstance: OpenInstance = async (path, settings): Promise<Instance> => {
  const instance = await DuckDBInstance.create(path, { ...settings });
  return { connect: async () => session(await instance.connect()), close: () => instance.closeSync() };
};

function session(connection: DuckDBConnection): Session {
  const plans = new Map<string, DuckDBPreparedStatement>();
  const execute = async (sql: string, parameters?: Parameters) => {
    if (!parameters) return connection.run(sql);
    const { values, types } = bound(parameters);
    return connection.run(sql, values, types);
  };
  return {
    run: async (sql, parameters) => void (await execute(sql, parameters)),
    rows: async <T>(sql: string, parameters?: Parameters) => rowsOf<T>(await execute(sql, parameters)),
    columns: async <T>(sql: string, parameters?: Parameters) => columnsOf(await execute(sql, parameters)) as T,
    uuidWords: async (sql, parameters) => uuidWordsOf(chunksOf(await execute(sql, parameters))),
    runPlanned: async (sql, parameters = []) => {
      const plan = plans.get(sql) ?? (await connection.prepare(sql));
      plans.set(sql, plan);
      plan.bind(parameters.map(valueOf), parameters.map(typeOf));
      await plan.run();
    },
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

type Named<T> = T[] | Record<string, T>;

function bound(parameters: Parameters): { values: Named<DuckDBValue>; types: Named<DuckDBType> } {
  if (isPositional(parameters)) return { values: parameters.map(valueOf), types: parameters.map(typeOf) };
  const each = <T>(of: (cell: Cell) => T) =>
    Object.fromEntries(Object.entries(parameters).map(([name, cell]) => [name, of(cell)]));
  return { values: each(valueOf), types: each(typeOf) };
}

const isPositional = (parameters: Parameters): parameters is readonly Cell[] => Array.isArray(parameters);
const isList = (cell: Cell): cell is readonly Cell[] => Array.isArray(cell);

function valueOf(cell: Cell): DuckDBValue {
  return isList(cell) ? listValue(cell.map(valueOf)) : cell;
}

/** A list has the type of its first item that has one; numbers are INTEGER when all of them are. */
function typeOf(cell: Cell): DuckDBType {
  if (typeof cell === 'string') return VARCHAR;
  if (typeof cell === 'boolean') return BOOLEAN;
  if (typeof cell === 'number') return numberType([cell]);
  if (cell === null) return SQLNULL;
  const numbers = cell.filter((item) => typeof item === 'number');
  if (numbers.length > 0) return LIST(numberType(numbers));
  return LIST(typeOf(cell.find((item) => item !== null) ?? null));
}

function numberType(numbers: readonly number[]): DuckDBType {
  if (!numbers.every(Number.isSafeInteger)) return DOUBLE;
  return numbers.every((number) => number === (number | 0)) ? INTEGER : BIGINT;
}

function chunksOf(result: DuckDBMaterializedResult): DuckDBDataChunk[] {
  return Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
}

function uuidWordsOf(chunks: readonly DuckDBDataChunk[]): Uint32Array {
  const words = new Uint32Array(2 * chunks.reduce((sum, chunk) => sum + chunk.rowCount, 0));
  let at = 0;
  for (const chunk of chunks) {
    // a UUID is kept as a 128-bit number, the lowest byte first and its sign bit turned over
    const { dataView } = chunk.getColumnVector(0) as unknown as { readonly dataView: DataView };
    for (let row = 0; row < chunk.rowCount; row++) {
      words[at++] = dataView.getUint32(16 * row + 12, true) ^ 0x80000000;
      words[at++] = dataView.getUint32(16 * row + 8, true);
    }
  }
  return words;
}

function columnsOf(result: DuckDBMaterializedResult): Record<string, ArrayLike<Cell>> {
  const chunks = chunksOf(result);
  const columns = result.columnNames().map((name, index): [string, ArrayLike<Cell>] => [
    name,
    columnOf(
      name,
      chunks.map((chunk) => chunk.getColumnVector(index)),
    ),
  ]);
  return Object.fromEntries(columns);
}

function rowsOf<T>(result: DuckDBMaterializedResult): T[] {
  const columns = Object.entries(columnsOf(result));
  const size = columns[0]?.[1].length ?? 0;
  return Array.from({ length: size }, (_, at) => {
    const row: Record<string, Cell> = {};
    for (const [name, cells] of columns) row[name] = cells[at]!;
    return row as T;
  });
}

/** Kit bundles its own copy of server modules; the open databases are held where all copies look. */
const key = Symbol.for('fabbisogni.databases');
const held = globalThis as { [key]?: Map<string, Promise<Database>> };

/**
 * Opens the database of a directory (and makes it when there is none), applies the migrations it lacks, and serves it.
 * One instance a process and directory, always: a second one would delete the log of the first. So a second call gets
 * the database that is already open.
 * @throws Problem `database_damaged`, `database_locked`, `database_newer`, `migration_changed`; nothing was touched then
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  await mkdir(options.directory, { recursive: true });
  const directory = await realpath(options.directory);
  const databases = (held[key] ??= new Map());
  const open = databases.get(directory) ?? openStore(openInstance, { ...options, directory });
  databases.set(directory, open);
  const forget = () => void databases.delete(directory);
  open.catch(forget);
  const database = await open;
  return { ...database, close: () => database.close().finally(forget) };
}
