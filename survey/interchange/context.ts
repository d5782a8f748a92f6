/** What files for other programs and minutes stand on: they read as pages do, by the services of pages. */
import { demand, type AuditEntry, type Person } from '../../access.ts';
import type { Connection, Database } from '../../data/database.server.ts';
import { Problem } from '../../problem.ts';
import type { Codings, FocusGroups } from '../contract.ts';
import type { FindHints } from '../focus/hint-finder.ts';
import type { ProgrammeReference } from '../programme/reference.ts';
import type { Registry } from '../registry/registry.ts';

export interface InterchangeContext {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly registry: Pick<Registry, 'programme'>;
  readonly reference: Pick<ProgrammeReference, 'guide'>;
  readonly focus: Pick<FocusGroups, 'sessions' | 'session' | 'statements' | 'ranking'>;
  readonly codings: Pick<Codings, 'codes' | 'codings' | 'differences' | 'tasks'>;
  /** finds what seems to name a person */
  readonly findHints: FindHints;
  readonly audit: { record(tx: Connection | null, entry: AuditEntry): Promise<void> };
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export type Who = Person | null;

/** Whoever brings a file in leads the codes of the whole programme. @throws Problem sign_in_needed, not_found */
export function lead({ registry }: Pick<InterchangeContext, 'registry'>, who: Who, programme: string): Person {
  demand(who, 'code.lead', { programme }, programme);
  registry.programme(programme);
  return who!;
}

/** Whoever a reading service has let in has signed in. @throws Problem sign_in_needed */
export function signedIn(who: Who): Person {
  if (who === null) throw new Problem('sign_in_needed');
  return who;
}
