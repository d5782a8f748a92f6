/** Makes the calls at the counter, so that each answer that is described is seen. */
import type { Answer, clientOf, Making } from '../support/openapi.ts';
import { enter, type Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const top = '/api/assist/{survey}';
const [responses, template] = [`${top}/responses`, `${top}/template.csv`];
const [batches, batch] = [`${top}/batches`, `${top}/batches/{number}`];
const citizens = { place: 'basilicata-citizens-2026' };
const csv = { 'content-type': 'text/csv' };

export async function entryAnswers(staffed: Staffed): Promise<void> {
  const { client } = staffed;
  const everywhere = { programme: null, territory: null, organisation: null };
  const headers = await enter(staffed, 'counter@example.org', { role: 'interviewer', ...everywhere });
  const call = (method: string, path: string, making: Making) =>
    client.call(method, path, { ...making, headers: { ...headers, ...making.headers } });
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

/** What they answer while the database is closed. */
export async function unstoredEntry(client: Client, session: Headers): Promise<Answer[]> {
  const call = (method: string, path: string, making: Making) =>
    client.call(method, path, { ...making, headers: { ...session, ...making.headers } });
  return [
    await call('get', top, citizens),
    await call('post', batches, { ...citizens, body: '_day\n2026-06-01\n', headers: csv }),
    await call('delete', batch, { place: [citizens.place, '1'] }),
  ];
}
