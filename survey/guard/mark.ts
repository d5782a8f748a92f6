/** Marks that come to answers after they were stored. An answer is known by `id_hmac` alone: its row moves at night. */
import type { Database, Transaction } from '../../data/database.server.ts';

/** The typed rows of answers, which hold how many marks each bears. */
export interface MarkedRows {
  /** Takes over how many marks these answers bear now. */
  remark(transaction: Transaction, survey: string, seqs: readonly number[]): Promise<void>;
}

/** A row as it stands during one transaction. */
interface Marked {
  readonly seq: number;
  readonly survey: string;
}

/**
 * Adds a mark to answers that do not bear it; erased ones and those of other ways than the web are left alone.
 * @returns how many got it
 */
export async function addMark(
  database: Pick<Database, 'write'>,
  typedRows: MarkedRows,
  { mark, idHmacs }: { readonly mark: string; readonly idHmacs: readonly string[] },
): Promise<number> {
  if (idHmacs.length === 0) return 0;
  return database.write(async (tx) => {
    const rows = await unmarked(tx, mark, idHmacs);
    await tx.run(
      `UPDATE response SET quality = list_append(coalesce(quality, []), ?)
       WHERE seq IN (SELECT unnest(from_json(?, '["BIGINT"]')))`,
      [mark, JSON.stringify(rows.map(({ seq }) => seq))],
    );
    for (const [survey, own] of Map.groupBy(rows, (row) => row.survey))
      await typedRows.remark(
        tx,
        survey,
        own.map(({ seq }) => seq),
      );
    return rows.length;
  });
}

function unmarked(tx: Transaction, mark: string, idHmacs: readonly string[]): Promise<Marked[]> {
  return tx.rows<Marked>(
    `SELECT seq::INTEGER AS seq, survey FROM response
     WHERE id_hmac IN (SELECT unnest(from_json(?, '["UUID"]'))) AND erased_on IS NULL AND mode = 'web'
       AND NOT list_contains(coalesce(quality, []), ?)`,
    [JSON.stringify(idHmacs), mark],
  );
}
