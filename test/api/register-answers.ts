/** Makes the calls of the register, so that each answer that is described is seen. */
import { randomUUID } from 'node:crypto';
import { shippedProgramme } from '../../application.ts';
import type { Idea, MadrinaFirm } from '../../survey/contract.ts';
import { madrina, school } from '../register/stage.ts';
import type { Answer, clientOf, Making } from '../support/openapi.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const top = '/api/register/{programme}';
const [interests, firms, members, ideas, uptake, attributions] = [
  ...(['interests', 'firms', 'members'] as const),
  ...(['ideas', 'uptake', 'attributions'] as const),
].map((name) => `${top}/${name}`) as [string, string, string, string, string, string];
const own = '/api/interest';
const csv = { 'content-type': 'text/csv' };
const mantova = { place: 'mantova' };
const table = `course,territory,month,enrolled,completed\nx,municipality:020002,2026-01,2,1\n`;
const states = { entries: [{ organisation: school, survey: 'mantova-schools-2026', state: 'invited' }] };
const words = { title: 'Orto', text: 'Con i sensori' };
const idea = { school, year: 2026, ...words };
const sheet = { survey: '40ready-readiness-2026', organisation: 'its_eat' };
const signed = { ...sheet, signedOn: '2026-06-01', document: 'Prot. 12' };
const bearer = (code: string) => ({ authorization: `Withdrawal ${code}` });
const codeIn = ({ json }: Answer) => (json as { withdrawal: string }).withdrawal;

/** Every call of the office with what it needs. */
const staffCalls: readonly (readonly [method: string, path: string, making: Making])[] = [
  ...[interests, firms, members, ideas, uptake].map((path) => ['get', path, mantova] as const),
  ['put', members, { ...mantova, body: states }],
  ['get', `${firms}/{id}`, mantova],
  ['post', ideas, { ...mantova, body: idea }],
  ['get', `${ideas}/{id}`, mantova],
  ['put', `${ideas}/{id}`, { ...mantova, body: { revision: 1, ...words } }],
  ['post', `${ideas}/{id}/steps`, { ...mantova, body: { revision: 1, state: 'taken_up' } }],
  ['post', uptake, { ...mantova, body: table, headers: csv }],
  ['get', attributions, { place: '40ready' }],
  ['post', attributions, { place: '40ready', body: signed }],
  ['delete', attributions, { place: '40ready', query: sheet }],
];

const inName = (session: Headers, making: Making) => ({ ...making, headers: { ...making.headers, ...session } });

export async function registerAnswers({ server, client }: Staffed, session: Headers): Promise<void> {
  for (const id of ['mantova', '40ready']) await server.application.loadProgramme(shippedProgramme(id));
  for (const [method, path, making] of staffCalls) await client.call(method, path, making);
  await forms(client);
  await office(client, session);
  for (const [method, path, making] of staffCalls.filter(([method]) => method === 'get'))
    if (!path.includes('{id}'))
      for (const accept of ['text/csv', 'image/png'])
        await client.call(method, path, inName({ ...session, accept }, making));
  for (let count = 0; count <= 60; count++) await client.call('post', interests, { ...mantova, body: madrina() });
}

async function forms(client: Client): Promise<void> {
  const send = (body: object) => client.call('post', interests, { ...mantova, body });
  const form = madrina();
  const code = codeIn(await send(form));
  for (const change of [{}, { organisation: 'Another' }, { version: '0' }, { consent: false }])
    await send({ ...form, ...change });
  await client.call('post', interests, { place: 'nothing', body: madrina() });
  const headers = bearer(code);
  for (const [method, body] of [['get'], ['put', { showToSchools: false }], ['delete']] as const) {
    const sent = body === undefined ? {} : { body };
    await client.call(method, own, sent);
    await client.call(method, own, { ...sent, headers: bearer('nothing') });
    await client.call(method, own, { ...sent, headers });
  }
  await send(form);
  await send(madrina());
}

async function office(client: Client, session: Headers): Promise<void> {
  const call = (method: string, path: string, making: Making) => client.call(method, path, inName(session, making));
  for (const [method, path, making] of staffCalls) await call(method, path, making);
  await call('get', interests, { ...mantova, query: { kind: 'nothing' } });
  const [firm] = (await call('get', firms, mantova)).json as MadrinaFirm[];
  await call('get', `${firms}/{id}`, { place: ['mantova', firm!.id] });
  await call('put', members, { ...mantova, body: { entries: [{ ...states.entries[0], survey: 'nothing' }] } });
  await call('put', members, { ...mantova, body: 'x\n', headers: csv });
  await call('post', uptake, { ...mantova, body: 'x\n', headers: csv });
  await call('post', uptake, { place: 'nothing', body: table, headers: csv });
  await call('post', uptake, { ...mantova, body: 'x'.repeat(3_000_000), headers: csv });
  await call('post', uptake, { ...mantova, body: new Uint8Array([0xff, 0xfe]), headers: csv });
  await call('post', attributions, { place: '40ready', body: { ...signed, organisation: 'nobody' } });
  await call('post', ideas, { ...mantova, body: { ...idea, school: 'confindustria' } });
  const place = ['mantova', ((await call('post', ideas, { ...mantova, body: idea })).json as Idea).id];
  await call('get', `${ideas}/{id}`, { place });
  const steps = `${ideas}/{id}/steps`;
  const adopted = { state: 'adopted', firm: firm!.id };
  await call('put', `${ideas}/{id}`, { place, body: { revision: 1, ...words } });
  await call('put', `${ideas}/{id}`, { place, body: { revision: 1, ...words } });
  await call('post', steps, { place, body: { ...adopted, revision: 1 } });
  await call('post', steps, { place, body: { ...adopted, revision: 2, firm: randomUUID() } });
  await call('post', steps, { place, body: { state: 'taken_up', revision: 2 } });
  await call('post', steps, { place, body: { ...adopted, revision: 2 } });
  await call('put', `${ideas}/{id}`, { place, body: { revision: 3, ...words } });
}

/** What the register answers while the database is closed. */
export async function unstoredRegister(client: Client, session: Headers): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const [method, path, making] of staffCalls)
    answers.push(await client.call(method, path, inName(session, making)));
  answers.push(await client.call('post', interests, { ...mantova, body: madrina() }));
  const headers = bearer('0000-0000-0000-0000-0000-0000-0000');
  for (const method of ['get', 'delete']) answers.push(await client.call(method, own, { headers }));
  answers.push(await client.call('put', own, { headers, body: { showToSchools: false } }));
  return answers;
}
