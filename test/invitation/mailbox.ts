/** A mail server on loopback: some addresses do not exist, some are put off. */
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll } from 'vitest';

export interface Received {
  readonly to: string;
  readonly source: string;
}

export interface Mailbox {
  /** fills in SMTP_URL before the server under test starts */
  readonly settings: Record<string, string>;
  readonly received: readonly Received[];
  /** addresses that are put off until they are taken out again */
  readonly busy: Set<string>;
  /** called for each message before it is acknowledged */
  hold: () => Promise<void>;
}

const refusals: Readonly<Record<string, [number, string]>> = {
  gone: [550, '5.1.1 no such mailbox'],
  full: [554, '5.2.2 refused'],
};

/** @param settings  of the server under test */
export function openMailbox(settings: Readonly<Record<string, string>> = {}): Mailbox {
  const received: Received[] = [];
  const busy = new Set<string>();
  const more = { MAIL_FROM: 'Regione <noreply@example.org>', ORIGIN: 'https://example.org', MAIL_PAUSE: '0' };
  const mailbox: Mailbox = { settings: { ...more, ...settings }, received, busy, hold: async () => undefined };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo: ({ address }, _, done) => {
      const [code, reply] = busy.has(address) ? [451, '4.2.0 later'] : (refusals[address.split('@')[0]!] ?? []);
      done(code ? Object.assign(new Error(reply as string), { responseCode: code as number }) : undefined);
    },
    onData: (stream, { envelope }, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = envelope.rcptTo.map(({ address }) => address).join();
        received.push({ to, source: Buffer.concat(chunks).toString('utf8') });
        mailbox.hold().then(() => done(), done);
      });
    },
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    mailbox.settings['SMTP_URL'] = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  return mailbox;
}

/** The text part of a message, decoded. */
export function textOf({ source }: Received): string {
  const [, part = ''] = /Content-Type: text\/plain[^]*?\r\n\r\n([^]*?)\r\n--/.exec(source) ?? [];
  const isBase64 = /text\/plain[^]*?Content-Transfer-Encoding: base64/.test(source.slice(0, source.indexOf(part)));
  return isBase64 ? Buffer.from(part, 'base64').toString('utf8') : unquoted(part);
}

export function htmlOf({ source }: Received): string {
  const [, part = ''] = /Content-Type: text\/html[^]*?\r\n\r\n([^]*?)\r\n--/.exec(source) ?? [];
  const head = source.slice(source.indexOf('text/html'), source.indexOf(part, source.indexOf('text/html')));
  return head.includes('base64') ? Buffer.from(part, 'base64').toString('utf8') : unquoted(part);
}

const unquoted = (text: string) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number(`0x${hex}`))),
    'latin1',
  ).toString('utf8');
