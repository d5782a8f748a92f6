/**
 * Fills the typed tables from the raw answers, batch by batch, beside the acknowledgement path. How far it has read
 * stands in the database and moves in the same transaction as the rows: after a crash none is missing and none doubled.
 */
import type { Connection, Database } from '../../data/database.server.ts';
import { ensureTables, fillNext, refreshRow, remarkRows, removeRow } from './projection-step.ts';
import type { Registry } from '../registry/registry.ts';
import type { MarkedRows } from '../guard/mark.ts';
import type { TypedRows } from '../response.ts';

export interface Projection extends TypedRows, MarkedRows {
  /**
   * Brings the typed tables of every survey up to the last answer stored before the call. Tables that are missing, or
   * that the codebook or the program would now fill differently, are made anew first. Costs one look when nothing came.
   * @returns how many answers were read
   * @throws Error when it was stopped before it was done
   */
  run(): Promise<number>;
  /** Empties the typed tables of a survey and fills them from the raw answers. */
  rebuild(survey: string): Promise<void>;
  /**
   * Does work that numbers the answers anew, while nobody else reads them; it begins by `rest`, which reads what is left
   * inside the transaction that it gets.
   */
  renumbering<T>(work: (rest: (tx: Connection) => Promise<void>) => Promise<T>): Promise<T>;
  /** Ends a run after the batch under way; that one rejects and so do later ones. */
  stop(): Promise<void>;
}

const stopping = () => new Error('the projection was stopped');

/** @param options  `batch`: most answers in one transaction */
export function createProjection(
  database: Pick<Database, 'rows' | 'write'>,
  registry: Registry,
  { batch = 20_000 }: { readonly batch?: number } = {},
): Projection {
  /** survey → hash of the statements its tables were made by */
  const ready = new Map<string, string>();
  let seen = 0;
  let stopped = false;
  let last: Promise<unknown> = Promise.resolve();
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };

  const prepare = async () => {
    for (const { compiled, tables } of registry.entries()) {
      if (ready.get(compiled.id) === tables.hash) continue;
      await database.write((tx) => ensureTables(tx, compiled.id, tables));
      ready.set(compiled.id, tables.hash);
      seen = 0;
    }
  };
  /** A row may be corrected before the first run. */
  const usable = async (tx: Connection, survey: string) => {
    const { tables } = registry.entry(survey);
    if (ready.get(survey) !== tables.hash) await ensureTables(tx, survey, tables);
    return tables;
  };
  const catchUp = async (survey: string): Promise<number> => {
    const tables = registry.find(survey)?.tables;
    let [total, size] = [0, batch];
    while (tables && !stopped && size === batch) {
      size = await database.write((tx) => fillNext(tx, survey, tables, batch));
      total += size;
    }
    return total;
  };
  const runOnce = async (): Promise<number> => {
    if (stopped) throw stopping();
    await prepare();
    const waiting = await database.rows<{ survey: string; last: number }>(
      'SELECT survey, max(seq)::INTEGER AS last FROM response WHERE seq > ? GROUP BY survey',
      [seen],
    );
    let total = 0;
    for (const { survey } of waiting) total += await catchUp(survey);
    // who asked must not take the tables for complete
    if (stopped) throw stopping();
    seen = Math.max(seen, ...waiting.map((one) => one.last));
    return total;
  };

  const rest = async (tx: Connection) => {
    for (const { compiled, tables } of registry.entries()) {
      await ensureTables(tx, compiled.id, tables);
      while ((await fillNext(tx, compiled.id, tables, batch)) === batch);
    }
  };

  return {
    run: () => inLine(runOnce),
    renumbering: (work) =>
      inLine(async () => {
        if (stopped) throw stopping();
        // whatever comes of it: the numbers that were seen may mean others now
        return work(rest).finally(() => (seen = 0));
      }),
    rebuild: (survey) =>
      inLine(async () => {
        const { tables } = registry.entry(survey);
        await database.write((tx) => ensureTables(tx, survey, tables, true));
        await catchUp(survey);
      }),
    refresh: async (tx, survey, seq) => refreshRow(tx, survey, await usable(tx, survey), seq),
    remark: async (tx, survey, seqs) => remarkRows(tx, await usable(tx, survey), seqs),
    remove: async (tx, survey, seq) => removeRow(tx, survey, await usable(tx, survey), seq),
    stop: async () => {
      stopped = true;
      await last;
    },
  };
}
