import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../problem.ts';
import type { Session } from './connection.server.ts';
import type { Engine } from './engine.server.ts';
import { failureOf, type StorageFailure } from './failure.ts';
import { interruptUntil } from './interruption.ts';
import type { Mark } from './marker.ts';
import { begin, finish, isFatal, Undecided } from './writer-transaction.ts';
import type { Faults } from './writer-transaction.ts';

export type State = 'open' | 'read_only' | 'closed';
type Work<T> = (session: Session) => Promise<T>;

export interface KeeperOptions {
  readonly directory: string;
  readonly openEngine: () => Promise<Engine>;
  /** called with each engine before it serves */
  readonly prepare: (engine: Engine) => Promise<void>;
  readonly faults: Faults;
  /** milliseconds before the next attempt to resume; doubles up to five seconds */
  readonly firstPause: number;
  readonly report: Report;
}

/** What an operator should know: nothing can be stored (with the reason), or it can again. */
export type Report = (event: 'storage_failed' | 'storage_resumed', reason?: unknown) => void;

const longestPause = 5000;
const roomNeeded = 1024 * 1024;

const unavailable = (cause?: unknown) => new Problem('storage_unavailable', {}, { retryAfter: 5, cause });

/**
 * Keeps one engine at work. All commits pass one door, one after the other. After a fatal error (a full disk) it
 * reopens, lets the ledger decide about the batch that was under way, and accepts writes again when there is room.
 */
export class Keeper {
  readonly #options: KeeperOptions;
  readonly #stopped = new AbortController();
  #engine: Engine | null = null;
  #state: State = 'open';
  /** the last one; of interest while the state is `read_only` */
  #failure: StorageFailure = 'unknown';
  /** the last batch that was acknowledged */
  #last!: Mark;
  #door: Promise<unknown> = Promise.resolve();
  #edits: Promise<unknown> = Promise.resolve();
  /** edits asked for and not yet done */
  #underWay = 0;
  /** the part of an edit that is not yet at the door */
  #editing: Promise<unknown> = Promise.resolve();
  #recovery: Promise<void> | null = null;
  #back = Promise.withResolvers<void>();

  private constructor(options: KeeperOptions) {
    this.#options = options;
  }

  static async start(options: KeeperOptions): Promise<Keeper> {
    const keeper = new Keeper(options);
    await keeper.#open();
    return keeper;
  }

  state(): State {
    return this.#state;
  }

  /** Why nothing can be stored; null when it can. */
  failure(): StorageFailure | null {
    if (this.#state === 'open') return null;
    return this.#state === 'closed' ? 'closed' : this.#failure;
  }

  /** Lends a reading session; a read that a reopening cut off is done again. */
  async read<T>(task: Work<T>, deadlineMs: number): Promise<T> {
    const engine = await this.#current();
    try {
      return await engine.readers.use(task, deadlineMs);
    } catch (error) {
      if (this.#engine === engine && !isFatal(error)) throw error;
      await this.#recover(engine, error);
      return (await this.#current()).readers.use(task, deadlineMs);
    }
  }

  /** A short batch: it holds the door from BEGIN to the marker. @throws Problem `storage_unavailable` */
  async commit<T>(work: Work<T>): Promise<T> {
    const engine = this.#writable();
    return this.#decided(engine, (kept) =>
      this.#through(async () => {
        if (this.#writable() !== engine) throw unavailable();
        kept.push(await begin(engine.writer, work));
        await this.#finish(engine, engine.writer);
      }),
    );
  }

  /**
   * A longer one: it works on a session of its own beside the short ones and takes the door only for its COMMIT.
   * @param committed  done when it is on the disk, before the next one begins
   */
  edit<T>(work: Work<T>, committed: () => Promise<void> = async () => undefined): Promise<T> {
    const edited = this.#edits.then(async () => {
      const value = await this.#edit(work);
      await committed();
      return value;
    });
    this.#underWay += 1;
    this.#edits = edited.catch(() => undefined).finally(() => (this.#underWay -= 1));
    return edited;
  }

  /**
   * Moves the write-ahead log into the database file. Not while an edit is under way: respondents would wait for it.
   * A failure that costs nothing is left for the next time.
   */
  async checkpoint(): Promise<void> {
    const engine = this.#engine;
    if (!engine || this.#state !== 'open' || this.#underWay > 0) return;
    await this.#through(() => engine.checkpoint()).catch((error: unknown) => {
      if (isFatal(error)) return this.#recover(engine, error);
    });
  }

  /** Lets what is under way finish, then closes; when all is well, the database file alone holds everything. */
  async close(): Promise<void> {
    this.#stopped.abort();
    for (let edits; edits !== this.#edits; await edits) edits = this.#edits;
    const healthy = this.#state === 'open';
    this.#state = 'closed';
    await this.#through(async () => {
      const engine = this.#engine;
      this.#engine = null;
      // an attempt to resume may have ended in between
      this.#state = 'closed';
      await (healthy ? engine?.close(this.#last) : engine?.abandon());
    });
  }

  async #edit<T>(work: Work<T>): Promise<T> {
    const engine = this.#writable();
    return this.#decided<T>(engine, async (kept) => {
      const begun = begin(engine.editor, work);
      this.#editing = begun.catch(() => undefined);
      kept.push(await begun);
      await this.#through(async () => {
        if (this.#writable() !== engine) throw unavailable();
        await this.#finish(engine, engine.editor);
      });
    });
  }

  async #finish(engine: Engine, session: Session): Promise<void> {
    try {
      this.#last = await finish(session, engine.marker, this.#last, this.#options.faults);
    } catch (error) {
      // at once: nobody may pass the door before the ledger was asked
      this.#refuse(error);
      throw error;
    }
  }

  /** Runs a batch that leaves its value in `kept`; when its outcome is not known, reopens and asks the ledger. */
  async #decided<T>(engine: Engine, batch: (kept: T[]) => Promise<void>): Promise<T> {
    const kept: T[] = [];
    try {
      await batch(kept);
    } catch (error) {
      if (!(error instanceof Undecided)) throw error;
      await this.#recover(engine, error);
      const stored = error.mark && this.#engine?.mark.uuid === error.mark.uuid;
      if (!stored || this.#state !== 'open') throw unavailable(error);
    }
    return kept[0]!;
  }

  #refuse(reason: unknown): void {
    this.#state = 'read_only';
    this.#failure = failureOf(reason);
  }

  #recover(engine: Engine, reason: unknown): Promise<void> {
    if (this.#engine !== engine) return this.#recovery ?? Promise.resolve();
    this.#refuse(reason);
    if (!this.#recovery) this.#options.report('storage_failed', reason);
    this.#recovery ??= this.#through(async () => {
      await this.#drop();
      if (!(await this.#resume())) void this.#resumeLater();
    }).finally(() => (this.#recovery = null));
    return this.#recovery;
  }

  async #resumeLater(): Promise<void> {
    const { signal } = this.#stopped;
    for (let pause = this.#options.firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted || (await this.#through(() => this.#resume()))) return;
    }
  }

  /** @returns true when writes are accepted again; if not, the database is open for reading wherever it opens at all */
  async #resume(): Promise<boolean> {
    try {
      if (!this.#engine) await this.#open();
      this.#options.faults.room?.();
      await lookForRoom(this.#options.directory);
    } catch (error) {
      this.#failure = failureOf(error);
      return false;
    }
    return this.#tryWriting(this.#engine!);
  }

  async #tryWriting(engine: Engine): Promise<boolean> {
    try {
      await begin(engine.writer, async () => undefined);
      await this.#finish(engine, engine.writer);
      this.#state = 'open';
      this.#options.report('storage_resumed');
      return true;
    } catch (error) {
      this.#failure = failureOf(error);
      await this.#drop();
      await this.#open().catch(() => undefined);
      return false;
    }
  }

  async #open(): Promise<void> {
    const engine = await this.#options.openEngine();
    try {
      await this.#options.prepare(engine);
    } catch (error) {
      await engine.abandon();
      throw error;
    }
    this.#engine = engine;
    this.#last = engine.mark;
    this.#back.resolve();
  }

  async #drop(): Promise<void> {
    const engine = this.#engine;
    this.#engine = null;
    this.#back = Promise.withResolvers();
    if (engine) await interruptUntil(engine.editor, this.#editing);
    await engine?.abandon();
  }

  async #current(): Promise<Engine> {
    if (!this.#engine && this.#state !== 'closed')
      await Promise.race([this.#back.promise, delay(longestPause, undefined, { ref: false })]);
    if (!this.#engine) throw unavailable();
    return this.#engine;
  }

  #writable(): Engine {
    if (!this.#engine || this.#state !== 'open') throw unavailable();
    return this.#engine;
  }

  #through<T>(task: () => Promise<T>): Promise<T> {
    const passed = this.#door.then(task);
    this.#door = passed.catch(() => undefined);
    return passed;
  }
}

/** @throws when the disk has no room for one more mebibyte */
async function lookForRoom(directory: string): Promise<void> {
  const file = join(directory, 'room');
  const handle = await open(file, 'w');
  try {
    // writeFile goes on after a short write, until nothing more fits
    await handle.writeFile(Buffer.alloc(roomNeeded));
    await handle.datasync();
  } finally {
    await handle.close();
    await rm(file, { force: true });
  }
}
