/** What invitations stand on. */
import { demand, type Action, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import type { Receipts } from '../receipt.ts';
import type { Registry, SurveyEntry } from '../registry/registry.ts';
import type { Mail } from './mail.ts';

export interface InvitationOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme' | 'entry'>;
  readonly receipts: Receipts;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
  /** null: no SMTP_URL is set */
  readonly mail: Mail | null;
  /** keeps what nobody foresaw while messages were being sent */
  readonly report: (reason: unknown) => void;
}

export interface Entered {
  readonly person: Person;
  readonly entry: SurveyEntry;
  readonly programme: string;
}

/** @throws Problem sign_in_needed; not_found, the same for who may not and for what is not there */
export function enter(
  { registry }: Pick<InvitationOptions, 'registry'>,
  who: Person | null,
  survey: string,
  action: Action = 'invitation.manage',
): Entered {
  if (who === null) demand(who, action, {}, survey);
  const entry = registry.entry(survey);
  const { programme } = entry.compiled;
  demand(who, action, { programme }, survey);
  return { person: who!, entry, programme };
}
