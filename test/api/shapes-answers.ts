/** Makes the calls about official outlines and the catalogue, so that each answer that is described is seen. */
import { inNameOf, type Answer, type clientOf } from '../support/openapi.ts';
import { istatZip } from '../support/shapefile.ts';
import { catalogueAnswers } from './catalogue-answers.ts';
import { enter, type Staffed } from './staff-answers.ts';

type Client = ReturnType<typeof clientOf>;
type Headers = Record<string, string>;

const [shapes, draft, one] = ['/api/admin/shapes', '/api/admin/shapes/draft', '/api/admin/shapes/{id}'];
const credit = { source: 'ISTAT', vintage: 2024, licence: 'CC BY 4.0' };
const query = { level: 'municipality', file: 'towns.zip' };
const headers = { 'content-type': 'application/octet-stream' };
const upload = { query, headers, body: new Uint8Array(istatZip()) };
const scope = { programme: null, territory: null, organisation: null };

/** Each call with what it needs. */
const calls: readonly (readonly [method: string, path: string, making: object])[] = [
  ['get', shapes, {}],
  ['post', draft, upload],
  ['post', shapes, { body: credit }],
  ['put', one, { place: '1', body: { stands: false } }],
  ['delete', draft, {}],
];

export async function shapesAnswers(staffed: Staffed, session: Headers): Promise<void> {
  const { client } = staffed;
  const own = inNameOf(client, session);
  const planner = inNameOf(client, await enter(staffed, 'no-maps@example.org', { role: 'planner', ...scope }));
  for (const who of [client, planner]) for (const [method, path, making] of calls) await who.call(method, path, making);
  await own.call('post', shapes, { body: credit });
  await own.call('post', draft, { ...upload, query: { ...query, level: 'street' } });
  await own.call('post', draft, { ...upload, body: new Uint8Array(128 * 1024 ** 2 + 1) });
  await own.call('post', draft, upload);
  const other = inNameOf(client, await enter(staffed, 'other-maps@example.org', { role: 'administrator', ...scope }));
  await other.call('post', draft, upload);
  await untilReady(own);
  await own.call('post', shapes, { body: { ...credit, vintage: 'old' } });
  await own.call('post', shapes, { body: credit });
  await own.call('put', one, { place: '1', body: { stands: 'no' } });
  for (const place of ['1', '999']) await own.call('put', one, { place, body: { stands: false } });
  await own.call('delete', draft);
  await catalogueAnswers(staffed, session);
}

async function untilReady(own: Pick<Client, 'call'>): Promise<void> {
  const running = async () => {
    const { json } = await own.call('get', shapes);
    return (json as { draft: { state: string } }).draft.state === 'running';
  };
  while (await running());
}

/** What is tried cannot be stored while the disk is full. */
export async function unstoredShapes(client: Client, session: Headers): Promise<Answer> {
  const own = inNameOf(client, session);
  await own.call('post', draft, upload);
  await untilReady(own);
  return own.call('post', shapes, { body: credit });
}

/** What these calls answer while the database is closed. */
export async function unreadShapes(client: Client, session: Headers): Promise<Answer[]> {
  const own = inNameOf(client, session);
  const answers: Answer[] = [];
  for (const [method, path, making] of calls.filter(([method]) => method !== 'delete'))
    if (path !== shapes || method === 'get') answers.push(await own.call(method, path, making));
  return answers;
}
