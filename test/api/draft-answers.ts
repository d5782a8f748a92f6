/** Makes the calls about drafts, so that each answer that is described is seen. */
import type { Answer, clientOf } from '../support/openapi.ts';

type Client = Pick<ReturnType<typeof clientOf>, 'call'>;
const path = '/api/draft';
const bearer = (lookup: string) => ({ headers: { authorization: `Draft ${lookup}` } });
const lookup = '0123456789ABCDEFGHJKMNPQRSTV';
const kept = { survey: 'small-persons', ciphertext: 'AAAA' };
const body = (method: string, sent: unknown = kept) => (method === 'put' ? { body: sent } : {});

export async function draftAnswers(client: Client): Promise<void> {
  await client.call('put', path, { ...bearer(lookup), body: kept });
  await client.call('get', path, bearer(lookup));
  await client.call('delete', path, bearer(lookup));
  await client.call('put', path, { ...bearer(lookup), body: { ...kept, survey: 'nothing' } });
  await client.call('put', path, { ...bearer(lookup), body: { survey: 'small-persons' } });
  for (const method of ['put', 'get', 'delete']) {
    await client.call(method, path, body(method));
    await client.call(method, path, { ...bearer('nothing'), ...body(method) });
  }
}

/** While nothing can be stored. */
export const unstoredDrafts = async (client: Client): Promise<Answer[]> => [
  await client.call('put', path, { ...bearer(lookup), body: kept }),
  await client.call('delete', path, bearer(lookup)),
];

/** While nothing can be read. */
export const unreadDraft = (client: Client): Promise<Answer> => client.call('get', path, bearer(lookup));

/** After the address has asked too often. @returns the statuses */
export async function draftsTooOften(client: Client): Promise<number[]> {
  const ask = (method: string) => client.call(method, path, { ...bearer(lookup), ...body(method) });
  return [(await ask('put')).status, (await ask('get')).status, (await ask('delete')).status];
}
