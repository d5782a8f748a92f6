/** What a query gives back and takes: plain values. Cast BIGINT, DECIMAL, DATE and UUID in the SQL. */
export type Cell = string | number | boolean | null | readonly Cell[];
export type Parameters = readonly Cell[] | Readonly<Record<string, Cell>>;

/** A column as a typed array where it is numeric and has no null, else a plain array. */
export type Column<T extends Cell = number | string | null> = ArrayLike<T>;

/** One connection to the database: SQL with bound values (`?`, `$1` or `$name`). */
export interface Connection {
  /** Runs a statement (or several, of which only the last may have parameters) and drops what it returns. */
  run(sql: string, parameters?: Parameters): Promise<void>;
  /** Like `run`, for the few statements that run again and again: plans them once and keeps the plan. */
  runPlanned(sql: string, parameters?: readonly Cell[]): Promise<void>;
  /** @returns one object a row, by column name */
  rows<T = Record<string, Cell>>(sql: string, parameters?: Parameters): Promise<T[]>;
  /** @returns one array a column, all of the same length; numbers as typed arrays where none is null */
  columns<T extends object = Record<string, Column>>(sql: string, parameters?: Parameters): Promise<T>;
}

/** A connection as its owner holds it. */
export interface Session extends Connection {
  /** @returns the first 64 bits of each UUID of a query's only column, as two 32-bit numbers */
  uuidWords(sql: string, parameters?: Parameters): Promise<Uint32Array>;
  /** Stops what is running; its promise rejects. */
  interrupt(): void;
  close(): void;
}

/** One open database. */
export interface Instance {
  connect(): Promise<Session>;
  close(): void;
}

/** @param settings  DuckDB's own settings, such as `{ access_mode: 'READ_ONLY' }` */
export type OpenInstance = (path: string, settings: Readonly<Record<string, string>>) => Promise<Instance>;
