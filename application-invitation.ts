/** Invitations, and the mail that carries them. */
import type { Config } from './config.ts';
import { traceOf, type Log } from './log.ts';
import type { InvitationOptions } from './survey/invitation/context.ts';
import { openMail } from './survey/invitation/mail.ts';
import { createInvitations, type OpenInvitations } from './survey/invitation/service.ts';

export interface Inviting {
  readonly invitations: OpenInvitations;
}

type Options = Omit<InvitationOptions, 'mail' | 'report'> & { readonly config: Config; readonly log: Log };

export function openInviting({ config, log, ...options }: Options): Inviting {
  const mail = config.mail && openMail(config.mail);
  const report = (reason: unknown) => log.error({ event: 'sending_failed', ...traceOf(reason) }, 'invitation');
  return { invitations: createInvitations({ ...options, mail, report }) };
}
