import { copyFile, link, mkdtemp, open, rm, truncate } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { OpenInstance } from './connection.server.ts';
import { filesOf } from './files.server.ts';
import type { Files } from './files.server.ts';
import type { Mark } from './marker.ts';
import { pendingMigrations } from './migration.ts';
import type { Migration } from './migration.ts';
import { findFiles, judgeLedger, readLedger } from './verdict.ts';
import type { Findings } from './verdict.ts';

/**
 * Opens the database read-only (DuckDB then replays the log in memory and changes no file) and judges it.
 * A log that is torn *after* the last acknowledged batch is cut back there; a copy of it is kept beside it.
 * @returns the mark of the last batch; null when there is no database yet
 * @throws Problem `database_damaged`, `database_locked`, `database_newer`, `migration_changed`; nothing was touched
 */
export async function inspect(
  openInstance: OpenInstance,
  files: Files,
  migrations: readonly Migration[],
): Promise<Mark | null> {
  const findings = await findFiles(files);
  if (!findings.exists) return null;
  try {
    return await judge(openInstance, files, findings, migrations);
  } catch (error) {
    const end = tornAt(error);
    if (end === null) throw refusal(error, files);
    const mark = await judgeCutLog(openInstance, files, findings, migrations, end).catch(() => null);
    if (!mark) throw refusal(error, files);
    await cutLog(files, end);
    return mark;
  }
}

async function judge(
  openInstance: OpenInstance,
  files: Files,
  findings: Findings,
  migrations: readonly Migration[],
): Promise<Mark> {
  const instance = await openInstance(files.database, { access_mode: 'READ_ONLY' });
  const session = await instance.connect();
  try {
    const mark = judgeLedger(files, findings, await readLedger(session, findings.mark?.seq ?? 0));
    await pendingMigrations(session, migrations, files.database);
    return mark;
  } finally {
    session.close();
    instance.close();
  }
}

/** The place where the log stops making sense: an entry's header of 16 bytes stands before the position DuckDB names. */
function tornAt(error: unknown): number | null {
  const match = /entry at byte position (\d+) computed checksum/.exec(messageOf(error));
  return match ? Number(match[1]) - 16 : null;
}

/** Judges the database with its log cut at `end`, in a folder aside: the same database file under a second name. */
async function judgeCutLog(
  openInstance: OpenInstance,
  files: Files,
  findings: Findings,
  migrations: readonly Migration[],
  end: number,
): Promise<Mark> {
  const aside = filesOf(await mkdtemp(join(files.directory, 'trial-')));
  try {
    await link(files.database, aside.database).catch(() => copyFile(files.database, aside.database));
    await copyFile(files.wal, aside.wal);
    await truncate(aside.wal, end);
    return await judge(openInstance, aside, findings, migrations);
  } finally {
    await rm(aside.directory, { recursive: true });
  }
}

async function cutLog(files: Files, end: number): Promise<void> {
  await keepCopy(files.wal);
  const handle = await open(files.wal, 'r+');
  await handle.truncate(end);
  await handle.sync().finally(() => handle.close());
}

async function keepCopy(file: string, number = 1): Promise<void> {
  await copyFile(file, `${file}.kept-${number}`, constants.COPYFILE_EXCL).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    return keepCopy(file, number + 1);
  });
}

/** What the driver's refusal to open means for the person who starts the program. */
export function refusal(error: unknown, files: Files): unknown {
  if (error instanceof Problem) return error;
  const message = messageOf(error).split('\n')[0]!;
  if (/set lock on file/i.test(message)) return new Problem('database_locked', { file: files.database });
  const file = /WAL/.test(message) ? files.wal : files.database;
  const action = 'Restore the last backup into an empty directory.';
  return new Problem('database_damaged', { file, reason: message, action }, { cause: error });
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
