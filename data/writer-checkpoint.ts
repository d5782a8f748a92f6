import { stat } from 'node:fs/promises';

/** Bytes of the write-ahead log from which it is moved into the database file when nobody is writing. */
const worthwhileBytes = 1024 * 1024;
/** Without a batch for so many milliseconds, it is quiet. */
const quiet = 2000;
const batchesBetweenLooks = 16;

/**
 * Decides when to checkpoint: it makes writers wait (about 100–700 ms for 20,000 answers), so it is done
 * when it is quiet, and under lasting load only when the log has grown so that the next start would take long.
 */
export class CheckpointTimer {
  readonly #wal: string;
  readonly #mostBytes: number;
  readonly #checkpoint: () => Promise<void>;
  #timer: NodeJS.Timeout | undefined;
  #batches = 0;

  /** @param mostBytes  a log of this size is moved even while people are writing */
  constructor(wal: string, mostBytes: number, checkpoint: () => Promise<void>) {
    this.#wal = wal;
    this.#mostBytes = mostBytes;
    this.#checkpoint = checkpoint;
  }

  /** Call after each batch. */
  async afterBatch(): Promise<void> {
    this.#timer ??= setTimeout(() => void this.#whenQuiet(), quiet).unref();
    this.#timer.refresh();
    this.#batches += 1;
    if (this.#batches % batchesBetweenLooks === 0) await this.#over(this.#mostBytes);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #whenQuiet(): Promise<void> {
    return this.#over(worthwhileBytes);
  }

  async #over(bytes: number): Promise<void> {
    const log = await stat(this.#wal).catch(() => null);
    if (log && log.size > bytes) await this.#checkpoint();
  }
}
