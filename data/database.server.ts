import { DuckDBInstance, listValue } from '@duckdb/node-api';
import type { DuckDBConnection, DuckDBMaterializedResult, DuckDBValue } from '@duckdb/node-api';
import { columnOf } from './cell.server.ts';
import type { Cell, Instance, OpenInstance, Parameters, Session } from './connection.server.ts';
import { openStore } from './store.server.ts';
import type { Database, DatabaseOptions } from './store.server.ts';

export type { Cell, Column, Connection, Parameters } from './connection.server.ts';
export type { AppendOutcome, Database, DatabaseOptions, ResponseEntry } from './store.server.ts';

/** The only door to the DuckDB driver. */
const openInstance: OpenInstance = async (path, settings): Promise<Instance> => {
  const instance = await DuckDBInstance.create(path, { ...settings });
  return { connect: async () => session(await instance.connect()), close: () => instance.closeSync() };
};

function session(connection: DuckDBConnection): Session {
  const execute = (sql: string, parameters?: Parameters) => connection.run(sql, parameters && bindable(parameters));
  return {
    run: async (sql, parameters) => void (await execute(sql, parameters)),
    rows: async <T>(sql: string, parameters?: Parameters) => rowsOf<T>(await execute(sql, parameters)),
    columns: async <T>(sql: string, parameters?: Parameters) => columnsOf(await execute(sql, parameters)) as T,
    prepare: async (sql) => {
      const statement = await connection.prepare(sql);
      return async <T>(parameters: readonly Cell[]) => {
        statement.bind(parameters.map(valueOf));
        return rowsOf<T>(await statement.run());
      };
    },
    interrupt: () => connection.interrupt(),
    close: () => connection.closeSync(),
  };
}

function bindable(parameters: Parameters): DuckDBValue[] | Record<string, DuckDBValue> {
  if (Array.isArray(parameters)) return parameters.map(valueOf);
  return Object.fromEntries(Object.entries(parameters).map(([name, cell]) => [name, valueOf(cell as Cell)]));
}

function valueOf(cell: Cell): DuckDBValue {
  return typeof cell === 'object' && cell !== null ? listValue(cell.map(valueOf)) : cell;
}

function columnsOf(result: DuckDBMaterializedResult): Record<string, ArrayLike<Cell>> {
  const chunks = Array.from({ length: result.chunkCount }, (_, index) => result.getChunk(index));
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
  return Array.from(
    { length: size },
    (_, row) => Object.fromEntries(columns.map(([name, cells]) => [name, cells[row]])) as T,
  );
}

/**
 * Opens the database of a directory (and makes it when there is none), applies what migrations it lacks, and serves it.
 * One instance a process and directory: a second call gets the database that is already open.
 * @throws Problem `database_damaged`, `database_locked`, `database_newer`, `migration_changed`; nothing was touched then
 */
export function openDatabase(options: DatabaseOptions): Promise<Database> {
  return openStore(openInstance, options);
}
