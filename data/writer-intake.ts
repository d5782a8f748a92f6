import type { Session } from './connection.server.ts';
import { findDoors, useClaims } from './claim.server.ts';
import type { Keeper } from './keeper.server.ts';
import { findResponses, insertResponses } from './response.server.ts';
import type { AppendOutcome, ResponseEntry } from './response.server.ts';
import { Admission } from './writer-admission.ts';
import { KnownIds } from './writer-known.ts';
import { GroupCommit } from './writer.ts';

/** identifiers read at once when the database opens */
const page = 1_000_000;
const lookupDeadline = 30_000;

/** The way of an answer to the disk: admission, group commit, insertion under the next number. */
export class Intake {
  readonly #known = new KnownIds();
  #next = 1;
  #group!: GroupCommit;
  #admission!: Admission;

  /** Call once, before anything is admitted. */
  begin(keeper: Keeper, afterBatch: () => Promise<void>): void {
    this.#group = new GroupCommit({ commit: (entries) => this.#commit(keeper, entries), afterBatch });
    this.#admission = new Admission({
      known: this.#known,
      find: (ids) => keeper.read((session) => findResponses(session, ids), lookupDeadline),
      doors: (entries) => keeper.read((session) => findDoors(session, entries), lookupDeadline),
      store: (entries) => this.#group.store(entries),
    });
  }

  admit(entries: readonly ResponseEntry[]): Promise<AppendOutcome[]> {
    return this.#admission.admit(entries);
  }

  /** Resolves when nothing is on its way. */
  drained(): Promise<void> {
    return this.#group.drained();
  }

  /** Reads from a freshly opened database which identifiers and numbers are taken. */
  async learn(session: Session): Promise<void> {
    const [table] = await session.rows("SELECT 1 AS found FROM duckdb_tables() WHERE table_name = 'response'");
    if (!table) return;
    const [last] = await session.rows<{ seq: number }>('SELECT coalesce(max(seq), 0)::DOUBLE AS seq FROM response');
    for (let from = 0; from < last!.seq; from += page) {
      const sql = 'SELECT id_hmac FROM response WHERE seq > $1 AND seq <= $2';
      this.#known.addWords(await session.uuidWords(sql, [from, from + page]));
    }
    this.#next = last!.seq + 1;
  }

  async #commit(keeper: Keeper, entries: readonly ResponseEntry[]): Promise<number> {
    const first = await keeper.commit(async (session) => {
      await insertResponses(session, this.#next, entries);
      await useClaims(session, entries);
      return this.#next;
    });
    this.#next = Math.max(this.#next, first + entries.length);
    return first;
  }
}
