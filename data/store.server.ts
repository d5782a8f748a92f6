import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cell, Column, Connection, OpenInstance, Parameters, Session } from './connection.server.ts';
import { openEngine } from './engine.server.ts';
import { filesOf } from './files.server.ts';
import { Keeper } from './keeper.server.ts';
import type { State } from './keeper.server.ts';
import { applyMigration, pendingMigrations, readMigrations } from './migration.ts';
import { findResponses, insertResponses } from './response.server.ts';
import type { AppendOutcome, ResponseEntry } from './response.server.ts';
import { Admission } from './writer-admission.ts';
import { CheckpointTimer } from './writer-checkpoint.ts';
import { KnownIds } from './writer-known.ts';
import type { Faults } from './writer-transaction.ts';
import { GroupCommit } from './writer.ts';

/** A read may take `deadlineMs` milliseconds (default 30,000), then it is stopped with Problem `query_too_slow`. */
export interface ReadOptions {
  readonly deadlineMs?: number;
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
  /** Stores one answer; resolves when it is on the disk. @throws Problem `storage_unavailable` */
  append(entry: ResponseEntry): Promise<AppendOutcome>;
  /** Stores many answers in one batch (generator, imports); outcomes in the order of the entries. */
  appendBulk(entries: readonly ResponseEntry[]): Promise<AppendOutcome[]>;
  /**
   * A transaction of its own, one after the other; resolves when it is on the disk. When `work` throws, nothing is kept.
   * Rows of `response` may be changed here, but come in by `append` alone. @throws Problem `storage_unavailable`
   */
  write<T>(work: (transaction: Connection) => Promise<T>): Promise<T>;
  /** Finishes what was asked, then closes; what is asked afterwards is refused. */
  close(): Promise<void>;
  /** `read_only` while nothing can be stored (disk full); it resumes by itself. */
  state(): State;
}

export interface DatabaseOptions {
  readonly directory: string;
  /** DuckDB's memory, such as `1GB` */
  readonly memoryLimit?: string;
  /** DuckDB's threads; by default one a core */
  readonly threads?: number;
  readonly now?: () => Date;
  /** folder of the migrations; tests bring their own */
  readonly migrations?: string;
  /** makes steps of the commit fail, for tests */
  readonly faults?: Faults;
  /** milliseconds before the first attempt to resume after a failure; it doubles up to five seconds */
  readonly firstPause?: number;
}

const migrationsFolder = join(import.meta.dirname, 'migrations');
const defaultDeadline = 30_000;
/** identifiers read at once when the database opens */
const page = 1_000_000;

export async function openStore(openInstance: OpenInstance, options: DatabaseOptions): Promise<Database> {
  const files = filesOf(options.directory);
  await mkdir(files.export, { recursive: true });
  const migrations = await readMigrations(options.migrations ?? migrationsFolder);
  const engineOptions = { memoryLimit: options.memoryLimit ?? '1GB', threads: options.threads, migrations };
  const known = new KnownIds();
  let next = 1;
  const keeper = await Keeper.start({
    directory: files.directory,
    openEngine: () => openEngine(openInstance, files, engineOptions),
    prepare: async ({ writer }) => {
      next = (await learnIds(writer, known)) + 1;
    },
    faults: options.faults ?? {},
    firstPause: options.firstPause ?? 250,
  });
  const timer = new CheckpointTimer(files.wal, () => keeper.checkpoint());
  const group = new GroupCommit({
    commit: async (entries) => {
      const first = await keeper.commit(async (session) => {
        await insertResponses(session, next, entries);
        return next;
      });
      next = Math.max(next, first + entries.length);
      return first;
    },
    afterBatch: () => timer.afterBatch(),
  });
  const admission = new Admission({
    known,
    find: (ids) => keeper.read((session) => findResponses(session, ids), defaultDeadline),
    store: (entries) => group.store(entries),
  });
  const write: Database['write'] = async (work) => {
    const value = await keeper.edit(work);
    await timer.afterBatch();
    return value;
  };
  for (const migration of await keeper.read(
    (session) => pendingMigrations(session, migrations, files.database),
    defaultDeadline,
  ))
    await write((connection) => applyMigration(connection, migration, today(options.now)));

  return {
    rows: <T>(sql: string, parameters?: Parameters, { deadlineMs = defaultDeadline }: ReadOptions = {}) =>
      keeper.read((session) => session.rows<T>(sql, parameters), deadlineMs),
    columns: <T extends object>(
      sql: string,
      parameters?: Parameters,
      { deadlineMs = defaultDeadline }: ReadOptions = {},
    ) => keeper.read((session) => session.columns<T>(sql, parameters), deadlineMs),
    append: async (entry) => (await admission.admit([entry]))[0]!,
    appendBulk: (entries) => admission.admit(entries),
    write,
    close: async () => {
      timer.stop();
      await group.drained();
      await keeper.close();
    },
    state: () => keeper.state(),
  };
}

function today(now: () => Date = () => new Date()): string {
  return now().toISOString().slice(0, 10);
}

/** Reads the identifiers that are there. @returns the highest `seq`, 0 when there is none */
async function learnIds(session: Session, known: KnownIds): Promise<number> {
  const [table] = await session.rows("SELECT 1 AS found FROM duckdb_tables() WHERE table_name = 'response'");
  if (!table) return 0;
  const [highest] = await session.rows<{ seq: number }>('SELECT coalesce(max(seq), 0)::DOUBLE AS seq FROM response');
  for (let from = 0; from < highest!.seq; from += page)
    known.addWords(
      await session.uuidWords('SELECT id_hmac FROM response WHERE seq > $1 AND seq <= $2', [from, from + page]),
    );
  return highest!.seq;
}
