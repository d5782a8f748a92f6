/** Makes the calls of the staff, so that each answer that is described is seen. */
import type { Grant } from '../../access.ts';
import type { RunningServer } from '../../server.ts';
import { codeOf, counterAt } from '../../access/totp.ts';
import type { Answer, clientOf } from '../support/openapi.ts';

type Client = ReturnType<typeof clientOf>;

const everywhere = { programme: null, territory: null, organisation: null };
const grant = (role: Grant['role'], more: object = {}): Grant => ({ role, ...everywhere, ...more });
const passphrase = 'quattro parole prese a caso';
const next = 'cinque altre parole prese a caso';
const wrong = 'not the passphrase';
const sessions = '/api/sessions';
const password = '/api/account/password';
const totp = '/api/account/totp';
const people = '/api/admin/people';
const one = '/api/admin/people/{id}';
const estimates = '/api/surveys/{id}/estimates';
const coverage = '/api/surveys/{id}/coverage';
const marks = '/api/surveys/{id}/marks';

export interface Staffed {
  readonly server: RunningServer;
  readonly client: Client;
  readonly now: () => Date;
}

const cookieOf = ({ headers }: Answer) => ({ cookie: headers.get('set-cookie')!.split(';')[0]! });

/** Somebody new with these rights, signed in. @returns the headers of the next call */
export async function enter({ server, client }: Staffed, email: string, ...grants: Grant[]) {
  await server.application.access.add({ email, name: 'Ada', grants, passphrase });
  return cookieOf(await client.call('post', sessions, { body: { email, password: passphrase } }));
}

export const chief = (staffed: Staffed) =>
  enter(
    staffed,
    'chief@example.org',
    ...(
      [
        'administrator',
        'analyst',
        'planner',
        'privacy_officer',
        'instrument_editor',
        'moderator',
        'interviewer',
      ] as const
    ).map((role) => grant(role)),
  );

/** Signing in and out, and the own account, up to the limit of attempts. */
export async function ownAccount(staffed: Staffed): Promise<void> {
  const { client, now } = staffed;
  for (let count = 0; count < 6; count++)
    await client.call('post', sessions, { body: { email: 'nobody@example.org', password: wrong } });
  const gone = await enter(staffed, 'gone@example.org');
  await client.call('get', '/api/sessions/current', { headers: gone });
  await client.call('delete', sessions, { headers: gone, query: { everywhere: '1' } });
  for (const [method, path] of staffCalls) await client.call(method, path, { headers: gone, place: 'x' });

  let headers = await enter(staffed, 'own@example.org');
  const send = async (method: string, path: string, body: object) => {
    const answer = await client.call(method, path, { headers, body });
    if (answer.headers.has('set-cookie')) headers = cookieOf(answer);
    return answer;
  };
  await send('put', password, { current: passphrase, password: 'short' });
  await send('put', password, { current: passphrase, password: next });
  const key = (await send('post', totp, { password: next })).json as { secret: string };
  await send('post', totp, { totp: '0' });
  await send('post', totp, { totp: codeOf(bytesOf(key.secret), counterAt(now().getTime())) });
  await send('delete', totp, { password: next });
  for (let count = 0; count < 3; count++) {
    await send('put', password, { current: wrong, password: next });
    await send('post', totp, { password: wrong });
    await send('delete', totp, { password: wrong });
  }
}

const staffCalls = [
  ...[
    ['get', '/api/sessions/current'],
    ['delete', sessions],
    ['put', password],
    ['post', totp],
    ['delete', totp],
  ],
  ...[
    ['get', people],
    ['post', people],
    ['put', one],
    ['delete', one],
  ],
] as [string, string][];

/** People and their rights, by an administrator and by somebody who is none. */
export async function rightsOfOthers(staffed: Staffed, headers: Record<string, string>): Promise<void> {
  const { client } = staffed;
  const coder = await enter(staffed, 'coder@example.org', grant('coder'));
  for (const [method, path] of staffCalls.filter(([, path]) => path.startsWith(people)))
    await client.call(method, path, { headers: coder, place: 'x' });
  const body = { email: 'new@example.org', name: 'Bo', grants: [grant('coder')] };
  const member = ((await client.call('post', people, { headers, body })).json as { member: { id: string } }).member;
  await client.call('post', people, { headers, body });
  await client.call('post', people, { headers, body: { ...body, email: 'chief@example.org' } });
  const nowhere = [grant('coder', { programme: 'nowhere' })];
  const ofNoProgramme = [grant('partner', { organisation: 'x' })];
  for (const grants of [nowhere, ofNoProgramme])
    await client.call('post', people, { headers, body: { ...body, grants } });

  const list = (await client.call('get', people, { headers })).json as {
    id: string;
    email: string;
    revision: number;
  }[];
  const of = (email: string) => list.find((some) => some.email === email)!;
  const set = (email: string, grants: Grant[], more: object = {}) => {
    const { id, revision } = of(email);
    return client.call('put', one, { headers, place: id, body: { revision, grants, ...more } });
  };
  for (const grants of [nowhere, ofNoProgramme]) await set('new@example.org', grants);
  await set('new@example.org', [grant('analyst')], { reset: true });
  const oidc = "INSERT INTO account_oidc VALUES ('https://service.example', 'x', ?)";
  await staffed.server.application.database.write((tx) => tx.run(oidc, [of('coder@example.org').id]));
  await set('coder@example.org', [grant('coder')], { reset: true });
  await set('new@example.org', []);
  await set('chief@example.org', [], { reset: true });
  await set('chief@example.org', []);
  await client.call('delete', one, { headers, place: of('chief@example.org').id });
  await client.call('delete', one, { headers, place: member.id });
}

const exact = { variable: 'need', view: 'exact' };

/** The calls of exact figures. @param place  a survey */
export async function exactFigures(
  { client }: Staffed,
  place: string,
  headers: Record<string, string>,
): Promise<Answer[]> {
  return [
    await client.call('get', estimates, { place, headers, query: exact }),
    await client.call('post', estimates, { place, headers, body: { queries: [exact] } }),
    await client.call('get', coverage, { place, headers, query: { view: 'exact' } }),
    await client.call('get', marks, { place, headers }),
  ];
}

/** Exact figures by an analyst, by somebody who is none, and by nobody. */
export async function exactViews(staffed: Staffed, place: string, headers: Record<string, string>): Promise<void> {
  await exactFigures(staffed, place, headers);
  await exactFigures(staffed, place, await enter(staffed, 'planner@example.org', grant('planner')));
  await exactFigures(staffed, place, {});
  await staffed.client.call('get', coverage, { place, query: { view: 'all' } });
}

/** Every change, while nothing can be stored. */
export async function unstored({ client }: Staffed, headers: Record<string, string>, id: string): Promise<Answer[]> {
  const own = { password: passphrase };
  const body = { email: 'late@example.org', name: 'Bo', grants: [grant('coder')] };
  return [
    await client.call('post', sessions, { body: { email: 'chief@example.org', ...own } }),
    await client.call('put', password, { headers, body: { current: passphrase, password: next } }),
    await client.call('delete', totp, { headers, body: own }),
    await client.call('post', people, { headers, body }),
    await client.call('put', one, { headers, place: id, body: { revision: 1, grants: [] } }),
    await client.call('delete', one, { headers, place: id }),
  ];
}

/** What is left to ask when the database is closed; the last ends the session. */
export async function unread({ client }: Staffed, headers: Record<string, string>): Promise<Answer[]> {
  return [
    await client.call('get', people, { headers }),
    await client.call('post', totp, { headers, body: { password: passphrase } }),
    await client.call('delete', sessions, { headers }),
  ];
}

function bytesOf(secret: string): Buffer {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
}
