import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ResponseEntry } from './response.server.ts';

/** Entries of one call, waiting for the batch that takes them along. */
interface Waiting {
  readonly entries: readonly ResponseEntry[];
  readonly resolve: (first: number) => void;
  readonly reject: (error: unknown) => void;
}

export interface GroupCommitOptions {
  /** commits entries together; gives the `seq` of the first */
  readonly commit: (entries: readonly ResponseEntry[]) => Promise<number>;
  /** called after each batch, before the next */
  readonly afterBatch: () => Promise<void>;
}

/** A batch holds at most this many entries, unless a single call brought more. */
const mostEntries = 2000;
/** How long a batch waits, in milliseconds, for callers who are likely to come. */
const patience = 8;

/**
 * Group commit: while one batch is on its way to the disk the next one gathers, so that many callers share one flush.
 * A batch costs about the same for one answer as for fifty (2 to 4 ms of processor time), so it waits a moment until half of
 * the callers seen lately are there: then one half is served while the other half is stored. A lone caller never waits.
 */
export class GroupCommit {
  readonly #options: GroupCommitOptions;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;
  /** calls that make a batch worth its commit: half of those that were waiting or under way last time */
  #worthwhile = 0;
  #enough: () => void = () => undefined;

  constructor(options: GroupCommitOptions) {
    this.#options = options;
  }

  /** Resolves with the `seq` of the first entry when all are on the disk. */
  store(entries: readonly ResponseEntry[]): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entries, resolve, reject });
      if (this.#waiting.length >= this.#worthwhile) this.#enough();
      this.#running ??= this.#run().finally(() => (this.#running = null));
    });
  }

  /** Resolves when nothing waits. */
  async drained(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      await this.#commit(this.#take());
      await this.#options.afterBatch();
    }
  }

  async #gather(): Promise<void> {
    await nextTurn();
    if (this.#waiting.length >= this.#worthwhile) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patience);
      this.#enough = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #take(): Waiting[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ entries }) => (size += entries.length) > mostEntries);
    return this.#waiting.splice(0, end < 0 ? this.#waiting.length : Math.max(end, 1));
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    try {
      let seq = await this.#options.commit(batch.flatMap(({ entries }) => entries));
      for (const { entries, resolve } of batch) {
        resolve(seq);
        seq += entries.length;
      }
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#worthwhile = (batch.length + this.#waiting.length) / 2;
  }
}
