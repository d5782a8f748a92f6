/** An invitation or a reminder as an e-mail: text, and the same as plain HTML without a picture or a trace. */
import { dayIn } from '../../problem-entry.ts';
import type { Invitee, Letter, Localized, MessageKind } from '../contract.ts';
import type { Message } from './mail.ts';
import { invitationWords, type InvitationWord } from './words.ts';

/** What a message says of its survey. */
export interface About {
  readonly survey: string;
  readonly title: Localized;
  readonly owner: Localized;
  readonly minutes: number;
  readonly closesOn: string;
  readonly origin: string;
}

/** The code travels behind the `#`: no server, proxy or log sees it. */
export function linkOf({ origin, survey }: Pick<About, 'origin' | 'survey'>, language: string, rest: string): string {
  const home = language === 'it' ? '' : `/${language}`;
  return `${origin.replace(/\/$/, '')}${home}/survey/${survey}#${rest}`;
}

export function messageOf(about: About, kind: MessageKind, invitee: Invitee, code: string): Message {
  const { language, name, email } = invitee;
  const inWords = (text: Localized) => text[language] ?? text.en;
  const [title, owner, day] = [inWords(about.title), inWords(about.owner), dayIn({ day: about.closesOn }, language)];
  const values = { title, owner, name, day, minutes: about.minutes };
  const words = (word: InvitationWord) => invitationWords(word, language, values);
  const [link, stop] = [linkOf(about, language, `invito=${code}`), linkOf(about, language, `basta=${code}`)];
  const blocks: readonly (readonly string[])[] = [
    [words('hello')],
    ...(kind === 'reminder' ? [[words('reminded')]] : []),
    [words('why')],
    [words('open'), link],
    [words('free')],
    [words('apart')],
    [words('stop'), stop],
    [owner],
  ];
  return {
    to: { name, address: email ?? '' },
    subject: words(kind === 'invitation' ? 'subject' : 'again'),
    text: `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`,
    html: htmlOf(blocks, language),
    unsubscribe: stop,
  };
}

/** The same as a letter: the code stands in a picture and in writing. */
export function letterOf(about: About, kind: MessageKind, invitee: Invitee, code: string): Letter {
  const { id, name, street, postcode, town, language } = invitee;
  const inWords = (text: Localized) => text[language] ?? text.en;
  const [title, owner, day] = [inWords(about.title), inWords(about.owner), dayIn({ day: about.closesOn }, language)];
  const address = linkOf(about, language, '').replace(/^https?:\/\/|#$/g, '');
  const words = (word: InvitationWord) =>
    invitationWords(word, language, { ...{ title, owner, name, day, address }, minutes: about.minutes });
  const reminded = kind === 'reminder' ? [words('remindedLetter')] : [];
  return {
    ...{ id, name, street, postcode, town, language, code, title, owner, scan: words('scan') },
    link: linkOf(about, language, `invito=${code}`),
    before: [words('hello'), ...reminded, words('why'), words('how')],
    after: [words('until'), words('free'), words('codeApart'), words('lettersStop')],
  };
}

function htmlOf(blocks: readonly (readonly string[])[], language: string): string {
  const line = (text: string) =>
    /^https?:\/\//.test(text) ? `<a href="${escaped(text)}">${escaped(text)}</a>` : escaped(text);
  const body = blocks.map((lines) => `<p>${lines.map(line).join('<br>')}</p>`).join('\n');
  return `<!doctype html><html lang="${language}"><body>\n${body}\n</body></html>\n`;
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign);
