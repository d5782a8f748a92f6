import { join } from 'node:path';

/** Where everything of one DATA_DIR lies. */
export interface Files {
  readonly directory: string;
  readonly database: string;
  /** DuckDB's write-ahead log: batches that a checkpoint has not yet moved into the database file */
  readonly wal: string;
  readonly marker: string;
  /** the only folder that SQL may write to */
  readonly export: string;
}

export function filesOf(directory: string): Files {
  const database = join(directory, 'fabbisogni.duckdb');
  return {
    directory,
    database,
    wal: `${database}.wal`,
    marker: join(directory, 'marker'),
    export: join(directory, 'export'),
  };
}
