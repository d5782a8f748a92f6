import type { AuditRow } from '../../../../access/contract.ts';
import type { MessageKey, Messages } from '../../../lib/messages.ts';
import type italian from '../../../messages/it.json';

type Act<Key> = Key extends `audit.act.${infer Action}` ? Action : never;

/** The acts that have a name; any other is shown as it is written in the audit. */
const acts: Readonly<Record<Act<keyof typeof italian>, true>> = {
  'account.add': true,
  'account.password': true,
  'account.reset': true,
  'account.totp_off': true,
  'account.totp_on': true,
  'audit.export': true,
  'figures.exact': true,
  'programme.load': true,
  'response.erase': true,
  'interest.erase': true,
  'response.generate': true,
  'right.give': true,
  'right.take': true,
  'session.close': true,
  'session.close_all': true,
  'session.open': true,
  'session.refused': true,
  'snapshot.publish': true,
};

export function actInWords(m: Messages, action: string): string {
  return action in acts ? m(`audit.act.${action}` as MessageKey) : action;
}

/** Who did it: a name, the command line, the program itself, or nobody who has an account. */
export function whoInWords(m: Messages, { who, name, action }: Pick<AuditRow, 'who' | 'name' | 'action'>): string {
  if (who === 'command' || who === 'server') return m(`audit.${who}`);
  if (who === null) return m(action === 'response.erase' ? 'audit.respondent' : 'audit.nobody');
  return name ?? who;
}

/** Numbers and identifiers in a row: `responses 40, survey small-persons`. */
export const detailInWords = (detail: AuditRow['detail']): string =>
  Object.entries(detail)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
