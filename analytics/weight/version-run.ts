/** Makes the weights of a survey and keeps them as a new version. */
import type { Connection, Database, Transaction } from '../../data/database.server.ts';
import { lastVersion, saveWeights } from './version-store.ts';
import { makeWeights, type WeightSource } from './version-make.ts';
import type { WeightVersion } from './version.ts';

export interface RunOptions {
  /** YYYY-MM-DD */
  readonly today: string;
  /** computes and stores nothing */
  readonly dry?: boolean;
  /** notes it, inside the transaction that stores it */
  readonly onRun?: (transaction: Transaction, version: WeightVersion) => Promise<void>;
}

/**
 * All or nothing: a run that fails stores nothing. The same answers, margins and settings give the same weights.
 * @throws Problem as `makeWeights`
 */
export async function runWeights(
  database: Database,
  source: WeightSource,
  options: RunOptions,
): Promise<WeightVersion> {
  const { today, dry = false, onRun } = options;
  // one transaction: the cursor and the counts see the same answers, and no two runs take the same number
  return database.write(async (transaction) => {
    const { id } = source.survey;
    const [cursor, last] = [await cursorOf(transaction, id), await lastVersion(transaction, id)];
    const made = await makeWeights(transaction, source);
    const version = { ...made, version: last + 1, madeOn: today, cursor };
    if (dry) return version;
    await saveWeights(transaction, version);
    await onRun?.(transaction, version);
    return version;
  });
}

async function cursorOf(reader: Pick<Connection, 'rows'>, survey: string): Promise<number> {
  const [row] = await reader.rows<{ cursor: number }>(
    'SELECT max(cursor)::DOUBLE AS cursor FROM projection WHERE survey = ?',
    [survey],
  );
  return row?.cursor ?? 0;
}
