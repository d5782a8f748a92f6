/** Makes the calls about microcredentials, so that each answer that is described is seen. */
import { shippedProgramme } from '../../application.ts';
import type { Answer, clientOf, Making } from '../support/openapi.ts';
import { complete } from '../support/microcredential.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const top = '/api/programmes/{programme}';
const [list, one] = [`${top}/credentials`, `${top}/credentials/{key}`];
const [drafts, draft] = [`${top}/credential-drafts`, `${top}/credential-drafts/{key}`];
const award = { learner: { name: 'Ada', id: null }, issuedOn: '2026-06-15' };
const known = ['moral', 'parlare-e-ascoltare'];
const inName = (session: Headers, making: Making) => ({ ...making, headers: { ...making.headers, ...session } });

const small = 'small-persons';
const said = '/api/surveys/{id}/said';

export async function credentialAnswers({ client, server }: Staffed, session: Headers): Promise<void> {
  const text = { it: 'x', en: 'x' };
  const finding = { title: text, text, figure: 'x' };
  const content = { findings: [finding, finding, finding], followed: [{ what: text }], declined: [] };
  await server.application.database.write((tx) =>
    tx.run("INSERT INTO said_version VALUES (?, 1, ?, '2026-06-15', 'x')", [small, JSON.stringify(content)]),
  );
  for (const place of [small, 'nothing']) await client.call('get', said, { place });
  await server.application.loadProgramme(shippedProgramme('moral'));
  for (const place of ['moral', 'nothing'])
    for (const path of [list, `${top}/curriculum`]) await client.call('get', path, { place });
  for (const path of [one, `${one}/badge`]) {
    await client.call('get', path, { place: known });
    await client.call('get', path, { place: ['moral', 'nothing'] });
    await client.call('get', path, { place: known, query: { version: 'x' } });
  }
  await client.call('get', `${top}/passports/{key}`, { place: ['moral', 'moral-passport'], query: { held: 'x' } });
  await client.call('get', `${top}/passports/{key}`, { place: ['moral', 'nothing'] });
  await office(client, session);
}

async function office(client: Client, session: Headers): Promise<void> {
  const call = (method: string, path: string, making: Making) => client.call(method, path, inName(session, making));
  for (const path of [drafts, `${top}/credential-proposals`]) {
    await call('get', path, { place: 'moral' });
    await call('get', path, { place: 'nothing' });
    await client.call('get', path, { place: 'moral' });
  }
  const badges = `${one}/badges`;
  for (const body of [award, {}, { ...award, more: 1 }]) await call('post', badges, { place: known, body });
  await call('post', badges, { place: ['moral', 'nothing'], body: award });
  await client.call('post', badges, { place: known, body: award });
  await writing(client, session);
}

async function writing(client: Client, session: Headers): Promise<void> {
  const call = (method: string, path: string, making: Making) => client.call(method, path, inName(session, making));
  const place = ['moral', 'tried'];
  const keep = (revision: number, content: object, key = 'tried') =>
    call('put', draft, { place: ['moral', key], body: { revision, content } });
  const publish = (revision: number, key = 'tried') =>
    call('post', `${draft}/publish`, { place: ['moral', key], body: { revision } });
  await keep(0, { title: { it: 'Prova', en: 'Try' } });
  await keep(0, {});
  await keep(0, {}, 'No');
  await publish(1);
  await keep(1, { ...complete, skills: [] });
  await publish(2);
  await keep(2, { ...complete, skills: ['nothing'] });
  await publish(3);
  await keep(3, complete);
  await publish(1);
  await publish(4);
  await publish(1, 'nothing');
  await call('put', draft, { place: ['nothing', 'x'], body: { revision: 0, content: {} } });
  await stacking(client, session);
  await client.call('put', draft, { place, body: { revision: 0, content: {} } });
  await client.call('post', `${draft}/publish`, { place, body: { revision: 1 } });
}

const { title, about, awardingBodies } = complete;
const content = { title, about, awardingBodies, rule: { some: 1, of: [{ credential: 'tried' }] } };
const whole = { version: 0, content };

async function stacking(client: Client, session: Headers): Promise<void> {
  const path = `${top}/passports/{key}`;
  const put = (body: object, place = ['moral', 'own']) => client.call('put', path, inName(session, { place, body }));
  await put(whole);
  await put(whole);
  await put({ version: 1, content: { ...content, rule: { all: [] } } });
  await put({ version: 1, content: { ...content, rule: { credential: 'nothing' } } });
  await put(whole, ['moral', 'No']);
  await put(whole, ['nothing', 'own']);
  await put({ version: 0 });
  await client.call('put', path, { place: ['moral', 'own'], body: whole });
}

/** What they answer while the database is closed. */
export async function unstoredCredentials(client: Client, session: Headers): Promise<Answer[]> {
  const moral = { place: 'moral' };
  return [
    await client.call('get', said, { place: small }),
    await client.call('get', list, moral),
    await client.call('get', `${top}/curriculum`, moral),
    await client.call('get', one, { place: known }),
    await client.call('get', `${one}/badge`, { place: known }),
    await client.call('get', `${top}/passports/{key}`, { place: ['moral', 'moral-passport'] }),
    await client.call('get', drafts, inName(session, moral)),
    await client.call('get', `${top}/credential-proposals`, inName(session, moral)),
    await client.call('post', `${one}/badges`, inName(session, { place: known, body: award })),
    await client.call('put', `${top}/passports/{key}`, inName(session, { place: ['moral', 'y'], body: whole })),
    await client.call('put', draft, inName(session, { place: ['moral', 'y'], body: { revision: 0, content: {} } })),
    await client.call('post', `${draft}/publish`, inName(session, { place: ['moral', 'y'], body: { revision: 1 } })),
  ];
}
