/** Makes the calls at the counter, so that each answer that is described is seen. */
import { randomUUID } from 'node:crypto';
import { limit } from '../../survey/entry/read.ts';
import type { Answer, clientOf, inNameOf, Making } from '../support/openapi.ts';
import { smallAnswers as answers } from '../support/submission.ts';
import { enter, type Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const top = '/api/assist/{survey}';
const [responses, template] = [`${top}/responses`, `${top}/template.csv`];
const [batches, batch] = [`${top}/batches`, `${top}/batches/{number}`];
const citizens = { place: 'basilicata-citizens-2026' };
const small = { place: 'small-persons' };
const csv = { 'content-type': 'text/csv' };
const sheet = `_day,${Object.keys(answers).join(',')}\n2026-06-10,${Object.values(answers).flat().join(',')}\n`;
const everywhere = { programme: null, territory: null, organisation: null };
type Call = (method: string, path: string, making: Making) => Promise<Answer>;

const entered = (change: object = {}, presence: string | null = 'alone') => ({
  ...{ noticeGiven: true, presence },
  response: {
    ...{ id: randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'assisted', answers },
    ...change,
  },
});

export async function entryAnswers(staffed: Staffed): Promise<void> {
  const { client } = staffed;
  const headers = await enter(staffed, 'counter@example.org', { role: 'interviewer', ...everywhere });
  const call = (method: string, path: string, making: Making) =>
    client.call(method, path, { ...making, headers: { ...headers, ...making.headers } });
  await handedIn(call, client);
  await broughtIn(call, staffed);
  await call('get', top, citizens);
  await call('get', top, { place: 'nothing' });
  for (const part of ['table', 'codes']) await call('get', template, { ...citizens, query: { part } });
  await call('post', responses, { ...citizens, body: {} });
  await call('post', batches, { ...citizens, body: 'x\n', headers: csv });
  await call('post', batches, { ...citizens, body: 'x\n', headers: csv, query: { dry: '1' } });
  await call('post', batches, { ...citizens, body: 'x\n', headers: csv, query: { dry: '2' } });
  await call('post', batches, { ...citizens, body: 'x', headers: { 'content-type': 'text/plain' } });
  await call('delete', batch, { place: [citizens.place, '99'] });
  for (const [method, path] of [
    ['get', top],
    ['post', responses],
    ['get', template],
    ['post', batches],
    ['delete', batch],
  ] as const)
    // prettier-ignore
    await client.call(method, path, { place: path === batch ? [citizens.place, '1'] : citizens.place });
}

/** Answers given with help, and each reason not to take them. */
async function handedIn(call: Call, client: Client): Promise<void> {
  const given = entered();
  const answer = await call('post', responses, { ...small, body: given });
  await call('post', responses, { ...small, body: given });
  const other = { ...given.response, answers: { ...answers, sex: 'm' } };
  const byAnybody = { ...given.response, id: randomUUID(), mode: 'paper' };
  await client.call('post', '/api/surveys/{id}/responses', { ...small, body: byAnybody });
  for (const body of [
    { ...given, response: other },
    entered({ mode: 'web' }),
    entered({}, null),
    entered({ version: 9 }),
    entered({ noticeVersion: '9' }),
    entered({ language: 'fi' }),
    entered({ answers: { ...answers, sex: 'nothing' } }),
  ])
    await call('post', responses, { ...small, body });
  await call('post', responses, { place: 'young-persons', body: entered({ answers: { age: 'under16' } }) });
  const { receipt } = answer.json as { receipt: string };
  await client.call('delete', '/api/receipt', { headers: { authorization: `Receipt ${receipt}` } });
  await call('post', responses, { ...small, body: given });
}

/** A file that comes in twice, is taken back, and stays once figures were published. */
async function broughtIn(call: Call, { server }: Staffed): Promise<void> {
  const bring = (making: Making) => call('post', batches, { headers: csv, ...making });
  const number = async () => {
    const { json } = await bring({ ...small, body: sheet });
    return String((json as { batch: number }).batch);
  };
  const first = await number();
  await bring({ ...small, body: sheet });
  await call('delete', batch, { place: [small.place, first] });
  const second = await number();
  const { database } = server.application;
  await database.write((tx) => tx.run('UPDATE entry_batch SET snapshots = snapshots - 1 WHERE undone_on IS NULL'));
  await call('delete', batch, { place: [small.place, second] });
  await bring({ place: 'nothing', body: sheet });
  await bring({ ...small, body: 'x'.repeat(limit.bytes + 1) });
}

/** An answer to a survey that was closed. */
export function enteringClosed({ call }: ReturnType<typeof inNameOf>): Promise<Answer> {
  const profiles = [{ family: 'craft', headcount: 3, skills: ['cv'] }];
  const answers = { sector: 'A', place: '077014', profiles };
  return call('post', responses, { place: 'small-firms', body: entered({ answers }) });
}

/** What they answer while the database is closed. */
export async function unstoredEntry(client: Client, session: Headers): Promise<Answer[]> {
  const call = (method: string, path: string, making: Making) =>
    client.call(method, path, { ...making, headers: { ...session, ...making.headers } });
  return [
    await call('get', top, citizens),
    await call('post', responses, { ...small, body: entered() }),
    await call('post', batches, { ...citizens, body: '_day\n2026-06-01\n', headers: csv }),
    await call('delete', batch, { place: [citizens.place, '1'] }),
  ];
}
