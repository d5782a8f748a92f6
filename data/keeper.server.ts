import { setTimeout as delay } from 'node:timers/promises';
import type { Session } from './connection.server.ts';
import type { Engine } from './engine.server.ts';
import { failureOf, type StorageFailure } from './failure.ts';
import { interruptUntil } from './interruption.ts';
import { unavailable, type KeeperOptions, type State } from './keeper-options.ts';
import { Line } from './line.ts';
import { filesOf } from './files.server.ts';
import type { Mark } from './marker.ts';
import { renewAside, takePlace } from './renewal.server.ts';
import type { RenewalPlan } from './renewal.server.ts';
import { lookForRoom } from './room.server.ts';
import { begin, finish, isFatal, Undecided } from './writer-transaction.ts';

type Work<T> = (session: Session) => Promise<T>;

const longestPause = 5000;

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
  readonly #door = new Line();
  readonly #edits = new Line();
  /** the part of an edit that is not yet at the door */
  #editing: Promise<unknown> = Promise.resolve();
  #recovery: Promise<void> | null = null;
  /** short batches wait for it */
  #renewal: Promise<unknown> | null = null;
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
    while (this.#renewal) await this.#renewal;
    const engine = this.#writable();
    return this.#decided(engine, (kept) =>
      this.#door.pass(async () => {
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
    return this.#edits.pass(async () => {
      const value = await this.#edit(work);
      await committed();
      return value;
    });
  }

  /**
   * Makes the database file anew (`renewAside`) and lets it take the place of the old one. Batches and edits wait, none is
   * lost; readers go on and read again what the change cuts off.
   * @returns how many copies of old logs were removed
   */
  renew(plan: RenewalPlan): Promise<number> {
    return this.#edits.pass(() => {
      const renewed = this.#renew(plan);
      const over = renewed.catch(() => undefined).finally(() => (this.#renewal = null));
      this.#renewal = over;
      return renewed;
    });
  }

  /**
   * Moves the write-ahead log into the database file. Not while an edit is under way: respondents would wait for it.
   * A failure that costs nothing is left for the next time.
   */
  async checkpoint(): Promise<void> {
    const engine = this.#engine;
    if (!engine || this.#state !== 'open' || this.#edits.waiting() > 0) return;
    await this.#door
      .pass(() => engine.checkpoint())
      .catch((error: unknown) => {
        if (isFatal(error)) return this.#recover(engine, error);
      });
  }

  /** Lets what is under way finish, then closes; when all is well, the database file alone holds everything. */
  async close(): Promise<void> {
    this.#stopped.abort();
    await this.#edits.emptied();
    const healthy = this.#state === 'open';
    this.#state = 'closed';
    await this.#door.pass(async () => {
      const engine = this.#engine;
      this.#engine = null;
      // an attempt to resume may have ended in between
      this.#state = 'closed';
      await (healthy ? engine?.close(this.#last) : engine?.abandon());
    });
  }

  async #renew(plan: RenewalPlan): Promise<number> {
    const engine = this.#writable();
    try {
      return await this.#door.pass(() => this.#renewBehindDoor(engine, plan));
    } catch (error) {
      if (error instanceof Undecided || isFatal(error)) await this.#recover(engine, error);
      throw error;
    }
  }

  async #renewBehindDoor(engine: Engine, plan: RenewalPlan): Promise<number> {
    if (this.#writable() !== engine) throw unavailable();
    const files = filesOf(this.#options.directory);
    const step = (name: string) => this.#options.faults.renewal?.(name);
    const tables = await begin(engine.writer, plan);
    await this.#finish(engine, engine.writer);
    await renewAside(engine.writer, files, tables, step);
    this.#engine = null;
    this.#back = Promise.withResolvers();
    try {
      return await takePlace(files, () => engine.close(this.#last), step);
    } finally {
      await this.#reopen();
    }
  }

  async #reopen(): Promise<void> {
    try {
      await this.#open();
    } catch (error) {
      this.#refuse(error);
      this.#options.report('storage_failed', error);
      void this.#resumeLater();
    }
  }

  async #edit<T>(work: Work<T>): Promise<T> {
    const engine = this.#writable();
    return this.#decided<T>(engine, async (kept) => {
      const begun = begin(engine.editor, work);
      this.#editing = begun.catch(() => undefined);
      kept.push(await begun);
      await this.#door.pass(async () => {
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
    this.#recovery ??= this.#door
      .pass(async () => {
        await this.#drop();
        if (!(await this.#resume())) void this.#resumeLater();
      })
      .finally(() => (this.#recovery = null));
    return this.#recovery;
  }

  async #resumeLater(): Promise<void> {
    const { signal } = this.#stopped;
    for (let pause = this.#options.firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      await delay(pause, undefined, { ref: false, signal }).catch(() => undefined);
      if (signal.aborted || (await this.#door.pass(() => this.#resume()))) return;
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
}
