/** Sends messages by SMTP. The only door to the library. */
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import type { BounceReason } from '../contract.ts';

export interface Message {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** where whoever wants no more says so */
  readonly unsubscribe: string;
}

/** What became of a message: taken, came back, put off; `down`: nobody can be written to now. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'bounced'; readonly reason: BounceReason }
  | { readonly kind: 'later' }
  | { readonly kind: 'down'; readonly cause: unknown };

export interface Mail {
  /** the public address of the program, to which links lead */
  readonly origin: string;
  /** milliseconds between two messages */
  readonly pause: number;
  send(message: Message): Promise<Delivery>;
  close(): void;
}

export interface MailOptions {
  /** `smtp://` or `smtps://`, with name and password where they are asked for */
  readonly url: string;
  readonly from: string;
  readonly origin: string;
  readonly pause?: number;
}

/** Ten seconds are enough for any server that is there. */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 };

export function openMail({ url, from, origin, pause = 200 }: MailOptions): Mail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const transport = createTransport({
    ...{ pool: true, maxConnections: 1, host: hostname.replace(/^\[|\]$/g, ''), secure: protocol === 'smtps:' },
    ...{ disableFileAccess: true, disableUrlAccess: true, ...patience },
    ...(port && { port: Number(port) }),
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
  });
  return {
    ...{ origin, pause },
    send: async ({ unsubscribe, ...message }) => {
      const list = { unsubscribe: { url: unsubscribe, comment: '' } };
      const headers = { 'Auto-Submitted': 'auto-generated' };
      try {
        await transport.sendMail({ from, ...message, headers, list });
        return { kind: 'sent' };
      } catch (error) {
        return deliveryOf(error);
      }
    },
    close: () => transport.close(),
  };
}

/** Replies that say: there is no such mailbox. */
const noMailbox = new Set([550, 551, 553]);

/** What an error of the library tells: the reply, the command that it answered, the library's own code. */
const SmtpError = z.object({
  responseCode: z.number().optional(),
  command: z.string().optional(),
  code: z.string().optional(),
});

/** What an error says, by the reply of the other side (RFC 5321, 4.2). What is not about this one message is `down`. */
export function deliveryOf(error: unknown): Delivery {
  const { responseCode: reply = 0, command = '', code = '' } = SmtpError.safeParse(error).data ?? {};
  if (code === 'EENVELOPE' && reply === 0) return { kind: 'bounced', reason: 'address' };
  const isAboutIt = /RCPT|DATA/.test(command);
  if (isAboutIt && reply >= 500) return { kind: 'bounced', reason: noMailbox.has(reply) ? 'mailbox' : 'refused' };
  if (isAboutIt && reply >= 400) return { kind: 'later' };
  return { kind: 'down', cause: error };
}
