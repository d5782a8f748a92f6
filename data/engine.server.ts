import { stat, statfs } from 'node:fs/promises';
import { Problem } from '../problem.ts';
import type { Instance, OpenInstance, Session } from './connection.server.ts';
import type { Files } from './files.server.ts';
import { noMark, openMarker } from './marker.ts';
import type { Mark, Marker } from './marker.ts';
import { clearRenewal, finishRenewal, renewalOf } from './renewal-files.ts';
import { openReadPool } from './reader.server.ts';
import type { ReadPool } from './reader.server.ts';
import { readLedger } from './verdict.ts';
import { inspect, refusal } from './verdict-inspect.ts';
import type { Migration } from './migration.ts';

/** An open, judged and locked-down database with its sessions. After a fatal error it is closed and another one made. */
export interface Engine {
  /** for the short batches */
  readonly writer: Session;
  /** for the longer ones */
  readonly editor: Session;
  readonly readers: ReadPool;
  readonly marker: Marker;
  /** the last batch of the ledger when it was opened */
  readonly mark: Mark;
  /** Moves the log into the database file, if the disk has room for it. @returns false when it has not */
  checkpoint(): Promise<boolean>;
  /**
   * Closes in order: checkpoint, then the marker says `clean`; if that fails, the log stays.
   * @param last  last batch
   * @returns whether the database file alone holds everything
   */
  close(last: Mark): Promise<boolean>;
  /** Closes at once; the log stays. */
  abandon(): Promise<void>;
}

export interface EngineOptions {
  readonly memoryLimit: string;
  readonly threads: number;
  readonly migrations: readonly Migration[];
}

/** DuckDB's work and the files' share the four threads of Node's pool: two readers and an edit leave one for answers. */
const readers = 2;
/** milliseconds that a read may go on when the program closes */
const grace = 2000;
const mostRewritten = 128 * 1024 * 1024;

/**
 * Judges what lies in the directory, read-only; then opens it, so that an acknowledged batch can follow.
 * @throws Problem `database_damaged`, `database_locked`, `database_newer`, `migration_changed`
 */
export async function openEngine(openInstance: OpenInstance, files: Files, options: EngineOptions): Promise<Engine> {
  await finishRenewal(files);
  const mark = (await inspect(openInstance, files, options.migrations)) ?? noMark;
  // the marker comes before the database: one without the other is then always a damage
  const marker = await openMarker(files.marker);
  try {
    const instance = await openInstance(files.database, settings(options)).catch((error: unknown) => {
      throw refusal(error, files);
    });
    return await engineOf(instance, marker, mark, files);
  } catch (error) {
    await marker.close();
    throw error;
  }
}

async function engineOf(instance: Instance, marker: Marker, mark: Mark, files: Files): Promise<Engine> {
  const writer = await instance.connect();
  await refuseIfMoved(instance, writer, mark, files);
  await lockDown(writer, files);
  await clearRenewal(files);
  await marker.write(mark);
  const editor = await instance.connect();
  const pool = openReadPool(await Promise.all(Array.from({ length: readers }, () => instance.connect())));
  const checkpoint = async () => {
    const room = await hasRoomForCheckpoint(files);
    if (room) await writer.run('CHECKPOINT');
    return room;
  };
  const shut = () => {
    for (const session of [writer, editor]) session.close();
    instance.close();
  };
  const close = async (last: Mark) => {
    await pool.close(grace);
    const whole = await checkpoint().catch(() => false);
    shut();
    const clean = whole && (await bytesOf(files.wal)) === 0;
    const written = clean ? marker.write({ ...last, clean }) : Promise.resolve();
    await written.finally(() => marker.close());
    return clean;
  };
  const abandon = async () => {
    await pool.close(0);
    shut();
    await marker.close();
  };
  return { writer, editor, readers: pool, marker, mark, checkpoint, close, abandon };
}

/** Another process may have written between the judgement and the opening. */
async function refuseIfMoved(instance: Instance, session: Session, mark: Mark, files: Files): Promise<void> {
  const { max } = await readLedger(session, 0);
  if (max === mark.seq) return;
  session.close();
  instance.close();
  throw new Problem('database_locked', { file: files.database });
}

/**
 * A checkpoint that meets a full disk costs the whole instance, and leaves no room for the log either. It writes what is
 * in the log, and the newest part of each table again.
 */
async function hasRoomForCheckpoint(files: Files): Promise<boolean> {
  const [{ bavail, bsize }, log, database] = await Promise.all([
    statfs(files.directory),
    bytesOf(files.wal),
    bytesOf(files.database),
  ]);
  return bavail * bsize > 2 * log + Math.min(database, mostRewritten);
}

async function bytesOf(file: string): Promise<number> {
  const found = await stat(file).catch(() => null);
  return found?.size ?? 0;
}

function settings({ memoryLimit, threads }: EngineOptions): Record<string, string> {
  return {
    memory_limit: memoryLimit,
    threads: String(threads),
    // checkpoints are ours to time
    checkpoint_threshold: '1TB',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  };
}

/**
 * From here on SQL reaches no file but the database's own, the export folder and that of a renewal, and no setting can be
 * changed.
 */
async function lockDown(session: Session, files: Files): Promise<void> {
  await session.run('PRAGMA disable_checkpoint_on_shutdown');
  const open = [files.export, renewalOf(files).directory].map((path) => `'${path.replaceAll("'", "''")}'`);
  await session.run(`SET allowed_directories = [${open.join(', ')}]`);
  await session.run('SET enable_external_access = false');
  await session.run('SET lock_configuration = true');
}
