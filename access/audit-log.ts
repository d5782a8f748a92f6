/** The audit as lines of the program's log. */
import type { Log } from '../log.ts';
import type { Audit } from './contract.ts';

export function loggedAudit(log: Pick<Log, 'info'>): Audit {
  return { record: async (_, entry) => log.info({ audit: entry }, 'audit') };
}
