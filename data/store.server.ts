import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell, Column, Connection, OpenInstance, Parameters, Session } from './connection.server.ts';
import { openEngine } from './engine.server.ts';
import type { EngineOptions } from './engine.server.ts';
import type { StorageFailure } from './failure.ts';
import { filesOf } from './files.server.ts';
import type { Files } from './files.server.ts';
import { Keeper } from './keeper.server.ts';
import type { Report, State } from './keeper-options.ts';
import { applyMigration, pendingMigrations, readMigrations } from './migration.ts';
import type { Migration } from './migration.ts';
import type { RenewalPlan } from './renewal.server.ts';
import type { AppendOutcome, ResponseEntry } from './response.server.ts';
import { CheckpointTimer } from './writer-checkpoint.ts';
import { Intake } from './writer-intake.ts';
import type { Faults } from './writer-transaction.ts';

/** A read may take `deadlineMs` milliseconds (default 30,000), then it is stopped with Problem `query_too_slow`. */
export interface ReadOptions {
  readonly deadlineMs?: number;
}

/** The connection of one `write`. */
export interface Transaction extends Connection {
  /** Does a task when the transaction is on the disk, before the next one begins; never when it came to nothing. */
  afterCommit(task: () => Promise<void>): void;
}

/** The database as the rest of the program sees it. */
export interface Database {
  /** @returns one object a row; cast BIGINT, DATE, DECIMAL and UUID in the SQL */
  rows<T = Record<string, Cell>>(sql: string, parameters?: Parameters, options?: ReadOptions): Promise<T[]>;
  /** @returns one array a column: a typed array when it is numeric and has no null */
  columns<T extends object = Record<string, Column>>(
    sql: string,
    parameters?: Parameters,
    options?: ReadOptions,
  ): Promise<T>;
  /**
   * Reads that all see one state of the database, whatever is stored meanwhile. It holds one of the few reading
   * connections: read, then work on what was read outside of it.
   */
  readTogether<T>(work: (reader: Pick<Connection, 'rows' | 'columns'>) => Promise<T>): Promise<T>;
  /** Stores one answer; resolves when it is on the disk. @throws Problem `storage_unavailable` */
  append(entry: ResponseEntry): Promise<AppendOutcome>;
  /** Stores many answers in one batch (generator, imports); outcomes in the order of the entries. */
  appendBulk(entries: readonly ResponseEntry[]): Promise<AppendOutcome[]>;
  /**
   * A transaction of its own, one after the other (never one inside another); resolves when it is on the disk.
   * When `work` throws, nothing is kept.
   * Rows of `response` may be changed here, but come in by `append` alone. @throws Problem `storage_unavailable`
   */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /**
   * Makes the database file anew with its rows in random order, when nothing is on its way: numbers of answers change.
   * @returns how many copies of old logs were removed
   * @throws Problem `renewal_no_room`, `storage_unavailable`; the old file is in place then
   */
  renew(plan: RenewalPlan): Promise<number>;
  /** Finishes what was asked, then closes; what is asked afterwards is refused. */
  close(): Promise<void>;
  /** `read_only` while nothing can be stored (disk full); it resumes by itself. */
  state(): State;
  /** Why nothing can be stored; null when it can. */
  failure(): StorageFailure | null;
}

export interface DatabaseOptions {
  readonly directory: string;
  /** DuckDB's memory, such as `1GB` */
  readonly memoryLimit?: string;
  /**
   * DuckDB's threads, by default 1: each query runs on its caller's thread alone. With two, a query that waits for the
   * other thread burns the processor the request handlers need (half the throughput at 50 callers on two cores).
   */
  readonly threads?: number;
  readonly now?: () => Date;
  /** called when storing fails, and when it resumes */
  readonly report?: Report;
  /** bytes of DuckDB's log at which it is moved into the database file even under load */
  readonly mostLogBytes?: number;
  /** folder of the migrations; tests bring their own */
  readonly migrations?: string;
  /** makes steps of the commit fail, for tests */
  readonly faults?: Faults;
  /** milliseconds before the first attempt to resume after a failure; it doubles up to five seconds */
  readonly firstPause?: number;
}

const migrationsFolder = join(import.meta.dirname, 'migrations');
const defaultDeadline = 30_000;
/** about a second to replay at the next start after a crash */
const defaultLogBytes = 64 * 1024 * 1024;

/** Opens the directory's database and puts its parts together. */
export async function openStore(openInstance: OpenInstance, options: DatabaseOptions): Promise<Database> {
  const files = filesOf(options.directory);
  await mkdir(files.export, { recursive: true });
  const migrations = await readMigrations(options.migrations ?? migrationsFolder);
  const intake = new Intake();
  const keeper = await Keeper.start({
    directory: files.directory,
    openEngine: () => openEngine(openInstance, files, engineOptions(options, migrations)),
    prepare: ({ writer }) => intake.learn(writer),
    faults: options.faults ?? {},
    firstPause: options.firstPause ?? 250,
    report: options.report ?? (() => undefined),
  });
  const timer = new CheckpointTimer(files.wal, options.mostLogBytes ?? defaultLogBytes, () => keeper.checkpoint());
  intake.begin(keeper, () => timer.afterBatch());
  try {
    await migrate(keeper, migrations, files, options.now?.() ?? new Date());
  } catch (error) {
    await keeper.close();
    throw error;
  }
  return databaseOf(keeper, intake, timer);
}

function engineOptions(options: DatabaseOptions, migrations: readonly Migration[]): EngineOptions {
  return { memoryLimit: options.memoryLimit ?? '1GB', threads: options.threads ?? 1, migrations };
}

async function migrate(keeper: Keeper, migrations: readonly Migration[], files: Files, now: Date): Promise<void> {
  const pending = await keeper.read((session) => pendingMigrations(session, migrations, files.database), Infinity);
  for (const migration of pending)
    await keeper.edit((session) => applyMigration(session, migration, now.toISOString().slice(0, 10)));
}

async function inOneState<T>(session: Session, work: (reader: Session) => Promise<T>): Promise<T> {
  await session.run('BEGIN TRANSACTION READ ONLY');
  try {
    return await work(session);
  } finally {
    await session.run('ROLLBACK');
  }
}

async function inOrder(tasks: readonly (() => Promise<void>)[]): Promise<void> {
  for (const task of tasks) await task();
}

function databaseOf(keeper: Keeper, intake: Intake, timer: CheckpointTimer): Database {
  return {
    rows: <T>(sql: string, parameters?: Parameters, { deadlineMs = defaultDeadline }: ReadOptions = {}) =>
      keeper.read((session) => session.rows<T>(sql, parameters), deadlineMs),
    columns: <T extends object>(
      sql: string,
      parameters?: Parameters,
      { deadlineMs = defaultDeadline }: ReadOptions = {},
    ) => keeper.read((session) => session.columns<T>(sql, parameters), deadlineMs),
    readTogether: (work) => keeper.read((session) => inOneState(session, work), Infinity),
    append: async (entry) => (await intake.admit([entry]))[0]!,
    appendBulk: (entries) => intake.admit(entries),
    write: async (work) => {
      const tasks: (() => Promise<void>)[] = [];
      const begin = (session: Session) => work({ ...session, afterCommit: (task) => void tasks.push(task) });
      const value = await keeper.edit(begin, () => inOrder(tasks));
      await timer.afterBatch();
      return value;
    },
    renew: (plan) => keeper.renew(plan),
    close: async () => {
      timer.stop();
      await intake.drained();
      await keeper.close();
    },
    state: () => keeper.state(),
    failure: () => keeper.failure(),
  };
}
