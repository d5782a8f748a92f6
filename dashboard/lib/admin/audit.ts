import type { AuditFault } from '../../../access/contract.ts';
import type { Messages } from '../messages.ts';

/** What was done to the audit, at the first entry that is not as it was written. */
export const faultInWords = (m: Messages, { kind, seq, with: other }: AuditFault): string =>
  m(`audit.fault.${kind}`, { seq, with: other ?? seq });
