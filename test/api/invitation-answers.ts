/** Makes the calls about invitations, so that each answer that is described is seen. */
import { createServer, type AddressInfo, type Socket } from 'node:net';
import type { InvitationState, Letter } from '../../survey/contract.ts';
import { inNameOf, type Answer, type clientOf, type Making } from '../support/openapi.ts';
import { smallAnswers } from '../support/submission.ts';
import { enter, type Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Own = Pick<Client, 'call'>;
type Headers = Record<string, string>;

const top = '/api/admin/invitations/{survey}';
const small = { place: 'small-persons' };
const nobody = '00000000-0000-4000-8000-000000000000';
const scope = { programme: null, territory: null, organisation: null };
const csv = { 'content-type': 'text/csv' };
const table = 'Nome,Via,Città\nAda,Via Po 1,Matera\nBea,Via Po 2,Matera\n';
const mapping = { fields: ['name', 'street', 'town'] };
const channel = { code: 'poster-1', name: 'Poster' };
const rates = '/api/surveys/{id}/response-rates';

/** A mail server that says nothing, so that a message stays under way until it is let go. */
export async function silentMail(): Promise<{ settings: Record<string, string>; free(): void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => void sockets.push(socket)).unref();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const free = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { settings: { SMTP_URL: url, MAIL_FROM: 'a@example.org', ORIGIN: 'http://127.0.0.1:3000' }, free };
}

/** Each call of the staff with what it needs. */
const calls: readonly (readonly [method: string, path: string, making: Making])[] = [
  ['get', top, small],
  ['post', `${top}/draft`, { ...small, headers: csv, body: table }],
  ['put', `${top}/draft`, { ...small, body: mapping }],
  ['delete', `${top}/draft`, small],
  ['post', `${top}/batches`, small],
  ['delete', `${top}/batches/{id}`, { place: ['small-persons', nobody] }],
  ['get', `${top}/invitees`, small],
  ['delete', `${top}/invitees/{id}`, { place: ['small-persons', nobody] }],
  ['post', `${top}/channels`, { ...small, body: channel }],
  ['get', `${top}/letters`, small],
  ['post', `${top}/letters`, { ...small, body: { kind: 'invitation', ids: [nobody] } }],
  ['post', `${top}/sending`, { ...small, body: { kind: 'invitation' } }],
  ['delete', `${top}/sending`, small],
  ['get', rates, small],
];

export async function invitationAnswers(staffed: Staffed, session: Headers): Promise<void> {
  const { client } = staffed;
  const own = inNameOf(client, session);
  for (const [method, path, making] of calls) await client.call(method, path, making);
  const stranger = inNameOf(client, await enter(staffed, 'no-guests@example.org', { role: 'coder', ...scope }));
  for (const [method, path, making] of calls) await stranger.call(method, path, making);
  await lists(own);
  await forms(own);
  await holders(client, own);
  await own.call('get', rates, small);
}

async function lists(own: Own): Promise<void> {
  const draft = (body: string) => own.call('post', `${top}/draft`, { ...small, headers: csv, body });
  await own.call('put', `${top}/draft`, { ...small, body: mapping });
  await own.call('post', `${top}/batches`, small);
  await draft('x'.repeat(5_000_000));
  await draft('x');
  await draft(table);
  await own.call('put', `${top}/draft`, { ...small, body: { fields: ['nothing'] } });
  await own.call('put', `${top}/draft`, { ...small, body: mapping });
  await own.call('delete', `${top}/draft`, small);
  await draft(table);
  const stored = (await own.call('post', `${top}/batches`, small)).json as InvitationState;
  const place = ['small-persons', stored.batches[0]!.id];
  await own.call('delete', `${top}/batches/{id}`, { place });
  await own.call('delete', `${top}/batches/{id}`, { place });
  await draft(`${table}Eva,Via Po 3,Matera\n`);
  await own.call('post', `${top}/batches`, small);
}

async function forms(own: Own): Promise<void> {
  for (const body of [channel, channel, { ...channel, code: 'x' }, { ...channel, code: 'other', territory: 'Nowhere' }])
    await own.call('post', `${top}/channels`, { ...small, body });
  await own.call('get', `${top}/invitees`, { ...small, query: { state: 'nothing' } });
  await own.call('get', `${top}/letters`, { ...small, query: { kind: 'nothing' } });
  await own.call('post', `${top}/letters`, { ...small, body: { kind: 'nothing' } });
  await own.call('post', `${top}/sending`, { ...small, body: { kind: 'nothing' } });
  const draft = { ...small, headers: csv, body: 'Nome,E-mail\nZoe,zoe@example.org\n' };
  await own.call('post', `${top}/draft`, draft);
  await own.call('post', `${top}/batches`, small);
  const order = { ...small, body: { kind: 'invitation' } };
  await own.call('post', `${top}/sending`, order);
  await own.call('post', `${top}/sending`, order);
  await own.call('delete', `${top}/sending`, small);
}

/** Whoever holds a code. */
async function holders(client: Client, own: Own): Promise<void> {
  const letters = (await own.call('get', `${top}/letters`, small)).json as Letter[];
  const [one, other, third] = letters;
  const ids = letters.map(({ id }) => id);
  await own.call('post', `${top}/letters`, { ...small, body: { kind: 'invitation', ids } });
  await own.call('delete', `${top}/invitees/{id}`, { place: ['small-persons', third!.id] });
  const holding = (code: string) => ({ headers: { authorization: `Invitation ${code}` } });
  const facts = { version: 1, language: 'it', noticeVersion: '1', mode: 'web', answers: smallAnswers };
  const answer = (token: string) => {
    const body = { id: crypto.randomUUID(), ...facts, token };
    return client.call('post', '/api/surveys/{id}/responses', { ...small, body });
  };
  await client.call('get', '/api/invitation', holding(one!.code));
  for (const token of [one!.code, one!.code, 'nothing']) await answer(token);
  for (const code of [one!.code, 'nothing']) await client.call('get', '/api/invitation', holding(code));
  for (const code of [other!.code, 'nothing']) await client.call('post', '/api/invitation/stop', holding(code));
}

/** After the last day nobody is sent to a door that is shut. */
export async function lateSending(staffed: Staffed): Promise<void> {
  const late = inNameOf(staffed.client, await enter(staffed, 'late@example.org', { role: 'administrator', ...scope }));
  await late.call('post', `${top}/sending`, { ...small, body: { kind: 'invitation' } });
}

/** What they answer while the database is closed. */
export async function unstoredInvitations(client: Client, session: Headers): Promise<Answer[]> {
  const own = inNameOf(client, session);
  const answers: Answer[] = [];
  for (const [method, path, making] of calls.filter(([method, path]) => method !== 'delete' || path.includes('{id}')))
    answers.push(await own.call(method, path, making));
  const code = { headers: { authorization: `Invitation ${'0'.repeat(28)}` } };
  answers.push(await client.call('get', '/api/invitation', code));
  answers.push(await client.call('post', '/api/invitation/stop', code));
  return answers;
}
