import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../data/database.server.ts';
import type { Database, DatabaseOptions } from '../../data/database.server.ts';

/** A real database in a directory of its own; `remove` closes it and takes the directory away. */
export interface TemporaryDatabase {
  readonly database: Database;
  readonly directory: string;
  remove(): Promise<void>;
}

export async function temporaryDatabase(options: Partial<DatabaseOptions> = {}): Promise<TemporaryDatabase> {
  const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-'));
  const database = await openDatabase({ directory, memoryLimit: '256MB', ...options });
  const remove = async () => {
    await database.close();
    await rm(directory, { recursive: true, force: true });
  };
  return { database, directory, remove };
}

/** Runs a test on a database of its own and cleans up, whatever happens. */
export async function withDatabase<T>(work: (database: Database, directory: string) => Promise<T>): Promise<T> {
  const { database, directory, remove } = await temporaryDatabase();
  try {
    return await work(database, directory);
  } finally {
    await remove();
  }
}
