/** Makes the calls about comparisons and external series, so that each answer that is described is seen. */
import type { Answer, clientOf, Making } from '../support/openapi.ts';
import type { ExternalFile } from '../../survey/contract.ts';
import { unstoredCatalogue } from './catalogue-answers.ts';
import type { Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const [compare, open] = ['/api/programmes/{programme}/comparison', '/api/programmes/{programme}/series'];
const [staff, one] = ['/api/admin/programmes/{programme}/series', '/api/admin/programmes/{programme}/series/{file}'];
const csv = { 'content-type': 'text/csv' };
const mantova = { place: 'mantova' };
const table = `source,vintage,territory,label,skill,value,unit,note,licence
Fonte,2026,province:020,Saldatori,welding,12.5,annunci,,CC0
`;
const inName = (session: Headers, making: Making) => ({ ...making, headers: { ...making.headers, ...session } });

/** Needs Mantova, which the calls of the register have loaded. */
export async function seriesAnswers({ client }: Staffed, session: Headers): Promise<void> {
  const basilicata = { place: 'basilicata' };
  const queries: readonly Record<string, string>[] = [
    { kind: 'voices' },
    { kind: 'nothing' },
    { kind: 'territories' },
    { kind: 'territories', a: '076', b: 'nothing' },
    { kind: 'groups', a: 'nothing:f', b: 'sex:m' },
  ];
  for (const query of queries) await client.call('get', compare, { ...basilicata, query });
  for (const accept of ['text/csv', 'image/png'])
    await client.call('get', compare, { ...basilicata, query: { kind: 'voices' }, headers: { accept } });
  await office(client, session);
}

async function office(client: Client, session: Headers): Promise<void> {
  const call = (method: string, path: string, making: Making) => client.call(method, path, inName(session, making));
  for (const place of ['mantova', 'nothing']) {
    await client.call('get', open, { place });
    await call('get', staff, { place });
    await call('post', staff, { place, body: table, headers: csv });
  }
  await client.call('get', open, { ...mantova, query: { format: 'csv' } });
  await call('post', staff, { ...mantova, body: table, headers: csv, query: { dry: '2' } });
  await call('post', staff, { ...mantova, body: 'x\n', headers: csv });
  await call('post', staff, { ...mantova, body: 'x'.repeat(3_000_000), headers: csv });
  await call('post', staff, { ...mantova, body: new Uint8Array([0xff, 0xfe]), headers: csv });
  for (const [method, path] of [
    ['get', staff],
    ['post', staff],
    ['delete', one],
  ] as const)
    await client.call(method, path, {
      place: ['mantova', 'x'],
      ...(method === 'post' && { body: table, headers: csv }),
    });
  const [file] = (await call('get', staff, mantova)).json as ExternalFile[];
  const place = ['mantova', file!.hash];
  await call('delete', one, { place });
  await call('delete', one, { place });
}

/** What they answer while the database is closed. */
export async function unstoredSeries(client: Client, session: Headers): Promise<Answer[]> {
  const made: Making = { ...mantova, body: table, headers: csv };
  return [
    await client.call('get', open, mantova),
    await client.call('get', staff, inName(session, mantova)),
    await client.call('post', staff, inName(session, made)),
    await client.call('delete', one, inName(session, { place: ['mantova', 'x'] })),
    ...(await unstoredCatalogue(client, session)),
  ];
}
