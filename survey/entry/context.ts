/** What the counter stands on. */
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Intake } from '../intake.ts';
import type { Receipts } from '../receipt.ts';
import type { Registry, SurveyEntry } from '../registry/registry.ts';

export interface EntryOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'find'>;
  readonly intake: Pick<Intake, 'submit' | 'acceptMany' | 'forget'>;
  readonly receipts: Pick<Receipts, 'marksOf'>;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

/** A survey that is no draft. @throws Problem not_found */
export function shown({ registry }: Pick<EntryOptions, 'registry'>, survey: string): SurveyEntry {
  const entry = registry.find(survey);
  if (!entry || entry.life.state === 'draft') throw new Problem('not_found', { value: survey });
  return entry;
}

/** @throws Problem sign_in_needed; not_found, the same for who may not and for what is not there */
export function enter(options: EntryOptions, who: Person | null, survey: string) {
  if (who === null) throw new Problem('sign_in_needed');
  const entry = shown(options, survey);
  demand(who, 'response.assist', { programme: entry.compiled.programme }, survey);
  return { person: who, entry };
}
