/** What opening an application asks and tells of its database. */
import type { Database } from './data/database.server.ts';
import { failureOf } from './data/failure.ts';
import { traceOf } from './log.ts';

/** The kind of a failure to store and where it came from; never what the database said, which may quote an answer. */
export function whyOf(reason: unknown): object {
  if (reason === undefined) return {};
  return { failure: failureOf(reason), ...traceOf(reason instanceof Error ? (reason.cause ?? reason) : reason) };
}

/** Receipts and the keys of authenticators open with the secret alone, and the audit is proved by it. */
export async function needsSecret(database: Database): Promise<boolean> {
  const [row] = await database.rows<{ found: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM response) OR EXISTS (SELECT 1 FROM audit)
       OR EXISTS (SELECT 1 FROM account WHERE totp IS NOT NULL) AS found`,
  );
  return row?.found ?? false;
}
