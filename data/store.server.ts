import { randomUUID } from 'node:crypto';
import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../problem.ts';
import type { Cell, Column, Connection, Instance, OpenInstance, Parameters, Session } from './connection.server.ts';
import { noMark, openMarker, readMark } from './marker.ts';
import { applyMigration, pendingMigrations, readMigrations } from './migration.ts';

/** An accepted answer on its way to the table `response`. Identifiers are UUID text, `day` is YYYY-MM-DD. */
export interface ResponseEntry {
  readonly idHmac: string;
  readonly bodyHash: string;
  readonly survey: string;
  readonly version: number;
  readonly wave: string;
  readonly language: string;
  readonly mode: string;
  readonly day: string;
  readonly receiptHash: string;
  /** JSON text of the answers */
  readonly raw: string;
  readonly marks?: readonly string[];
}

/** `known`: the identifier was there before; what was stored under it stays. */
export type AppendOutcome =
  | { readonly kind: 'stored'; readonly seq: number }
  | { readonly kind: 'known'; readonly bodyHash: string | null; readonly erased: boolean; readonly day: string | null };

/** A read may take `deadlineMs` milliseconds (default 30,000), then it is stopped with Problem `query_too_slow`. */
export interface ReadOptions {
  readonly deadlineMs?: number;
}

export interface Database {
  rows<T = Record<string, Cell>>(sql: string, parameters?: Parameters, options?: ReadOptions): Promise<T[]>;
  columns<T extends object = Record<string, Column>>(
    sql: string,
    parameters?: Parameters,
    options?: ReadOptions,
  ): Promise<T>;
  /** Many reads of one state: what is written meanwhile is not seen. Holds no writer up. */
  read<T>(work: (reader: Pick<Connection, 'rows' | 'columns'>) => Promise<T>): Promise<T>;
  /** Stores one answer; resolves when it is on the disk. @throws Problem `storage_unavailable` */
  append(entry: ResponseEntry): Promise<AppendOutcome>;
  /** Stores many answers in one batch (generator, imports); outcomes in the order of the entries. */
  appendBulk(entries: readonly ResponseEntry[]): Promise<AppendOutcome[]>;
  /** A transaction of its own; resolves when it is on the disk, rejects and leaves nothing when `work` throws. */
  write<T>(work: (transaction: Connection) => Promise<T>): Promise<T>;
  /** Finishes what was asked, then closes; what is asked afterwards is refused. */
  close(): Promise<void>;
  /** `read_only` while nothing can be stored (disk full); it resumes by itself. */
  state(): 'open' | 'read_only' | 'closed';
}

export interface DatabaseOptions {
  readonly directory: string;
  /** DuckDB's memory, such as `1GB` */
  readonly memoryLimit?: string;
  readonly threads?: number;
  readonly now?: () => Date;
  /** where the migrations are; tests put their own */
  readonly migrations?: string;
}

const migrationsFolder = join(import.meta.dirname, 'migrations');

export async function openStore(openInstance: OpenInstance, options: DatabaseOptions): Promise<Database> {
  await mkdir(join(options.directory, 'export'), { recursive: true });
  const directory = await realpath(options.directory);
  const file = join(directory, 'fabbisogni.duckdb');
  const last = (await readMark(join(directory, 'marker'))) ?? noMark;
  if (last === 'unreadable') throw new Error('marker');
  const marker = await openMarker(join(directory, 'marker'));
  let mark = last;
  const instance: Instance = await openInstance(file, { memory_limit: options.memoryLimit ?? '1GB' });
  const writer = await instance.connect();
  const readers: Session[] = [await instance.connect(), await instance.connect()];

  let tail: Promise<unknown> = Promise.resolve();
  let state: 'open' | 'read_only' | 'closed' = 'open';
  const inLine = <T>(task: () => Promise<T>): Promise<T> => {
    const result = tail.then(task);
    tail = result.catch(() => undefined);
    return result;
  };
  const transaction = <T>(work: (connection: Connection) => Promise<T>): Promise<T> =>
    inLine(async () => {
      if (state === 'closed') throw new Problem('storage_unavailable', {}, { retryAfter: 5 });
      await writer.run('BEGIN');
      try {
        const value = await work(writer);
        const next = { seq: mark.seq + 1, uuid: randomUUID(), closed: false };
        await writer.run('INSERT INTO ledger VALUES (?, ?::UUID)', [next.seq, next.uuid]);
        await writer.run('COMMIT');
        await marker.write(next);
        mark = next;
        return value;
      } catch (error) {
        await writer.run('ROLLBACK').catch(() => undefined);
        throw error;
      }
    });

  const day = (options.now?.() ?? new Date()).toISOString().slice(0, 10);
  const migrations = await readMigrations(options.migrations ?? migrationsFolder);
  for (const migration of await pendingMigrations(writer, migrations, file))
    await transaction((connection) => applyMigration(connection, migration, day));

  const appendBulk = (entries: readonly ResponseEntry[]) =>
    transaction(async (connection) => {
      const outcomes: AppendOutcome[] = [];
      for (const entry of entries) outcomes.push(await insert(connection, entry));
      return outcomes;
    });
  let turn = 0;
  const reader = () => readers[turn++ % readers.length]!;
  return {
    rows: (sql, parameters) => reader().rows(sql, parameters),
    columns: (sql, parameters) => reader().columns(sql, parameters),
    read: async (work) => {
      const session = await instance.connect();
      try {
        await session.run('BEGIN');
        return await work(session);
      } finally {
        session.close();
      }
    },
    append: async (entry) => (await appendBulk([entry]))[0]!,
    appendBulk,
    write: transaction,
    close: () =>
      inLine(async () => {
        if (state === 'closed') return;
        state = 'closed';
        await writer.run('CHECKPOINT');
        for (const session of [writer, ...readers]) session.close();
        instance.close();
        await marker.write({ ...mark, closed: true });
        await marker.close();
      }),
    state: () => state,
  };
}

async function insert(connection: Connection, entry: ResponseEntry): Promise<AppendOutcome> {
  const [known] = await connection.rows<{ bodyHash: string | null; erased: boolean; day: string | null }>(
    `SELECT body_hash::VARCHAR AS "bodyHash", erased_on IS NOT NULL AS erased, day::VARCHAR AS day
     FROM response WHERE id_hmac = ?::UUID`,
    [entry.idHmac],
  );
  if (known) return { kind: 'known', ...known };
  const [next] = await connection.rows<{ seq: number }>(
    'SELECT coalesce(max(seq), 0)::INTEGER + 1 AS seq FROM response',
  );
  await connection.run(
    `INSERT INTO response (seq, id_hmac, body_hash, survey, version, wave, language, mode, day, quality, receipt_hash, raw)
     VALUES (?, ?::UUID, ?::UUID, ?, ?, ?, ?, ?, ?::DATE, from_json(?, '["VARCHAR"]'), ?::UUID, ?)`,
    [
      next!.seq,
      entry.idHmac,
      entry.bodyHash,
      entry.survey,
      entry.version,
      entry.wave,
      entry.language,
      entry.mode,
      entry.day,
      JSON.stringify(entry.marks ?? []),
      entry.receiptHash,
      entry.raw,
    ],
  );
  return { kind: 'stored', seq: next!.seq };
}
