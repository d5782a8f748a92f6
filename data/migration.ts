import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Connection } from './connection.server.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

/** The migrations of a folder, `001-name.sql` and on without a gap, by number. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(join(folder, name))));
  const gap = migrations.findIndex((migration, index) => migration.number !== index + 1);
  if (gap >= 0) throw new Error(`${names[gap]}: the migration after number ${gap} must be number ${gap + 1}`);
  return migrations;
}

async function readMigration(file: string): Promise<Migration> {
  const sql = await readFile(file, 'utf8');
  const name = basename(file);
  return { number: Number.parseInt(name, 10), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
}

/**
 * Which migrations the database still lacks.
 * @throws Problem `database_newer` when it has one this program does not know, `migration_changed` when one differs
 */
export async function pendingMigrations(
  connection: Connection,
  migrations: readonly Migration[],
  file: string,
): Promise<Migration[]> {
  const applied = await appliedMigrations(connection);
  const found = applied.at(-1)?.number ?? 0;
  if (found > migrations.length) throw new Problem('database_newer', { file, found, known: migrations.length });
  const changed = migrations.find(({ number, checksum }) => (applied[number - 1]?.checksum ?? checksum) !== checksum);
  if (changed) throw new Problem('migration_changed', { file: changed.name });
  return migrations.slice(found);
}

async function appliedMigrations(connection: Connection): Promise<{ number: number; checksum: string }[]> {
  const [table] = await connection.rows("SELECT 1 AS found FROM duckdb_tables() WHERE table_name = 'migration'");
  if (!table) return [];
  return connection.rows('SELECT number, checksum FROM migration ORDER BY number');
}

/** Applies one migration inside the caller's transaction and records it. */
export async function applyMigration(connection: Connection, migration: Migration, day: string): Promise<void> {
  await connection.run(migration.sql);
  const { number, name, checksum } = migration;
  await connection.run('INSERT INTO migration VALUES (?, ?, ?, ?::DATE)', [number, name, checksum, day]);
}
