/** Makes the calls about saved views, so that each answer that is described is seen. */
import type { Answer } from '../support/openapi.ts';
import { enter, type Staffed } from './staff-answers.ts';

const views = '/api/account/views';
const [one, link] = [`${views}/{id}`, `${views}/{id}/link`];
const body = { name: 'Inglese a Matera', address: '/explore/small-persons?skill=english&area=MT1' };
const changes = [
  ['put', one, { body: { name: 'Altra' } }],
  ['put', link, {}],
  ['delete', link, {}],
  ['delete', one, {}],
] as const;

/** By whoever keeps them, by nobody, and by somebody who has kept too many. */
export async function viewAnswers(staffed: Staffed, headers: Record<string, string>): Promise<void> {
  const { client, server } = staffed;
  const kept = (await client.call('post', views, { headers, body })).json as { id: string };
  await client.call('get', views, { headers });
  for (const [method, path, making] of changes) {
    await client.call(method, path, { headers, place: kept.id, ...making });
    await client.call(method, path, { headers, place: 'x', ...making });
    await client.call(method, path, { place: 'x', ...making });
  }
  await client.call('get', views, {});
  await client.call('post', views, { body });
  const keen = await enter(staffed, 'keen@example.org');
  await server.application.database.write((tx) =>
    tx.run(`INSERT INTO saved_view SELECT 'v' || range, account.id, 'x', '/explore/x', NULL, DATE '2026-01-01'
            FROM range(200), account WHERE email = 'keen@example.org'`),
  );
  await client.call('post', views, { headers: keen, body });
}

/** While nothing can be stored. */
export async function viewsUnstored({ client }: Staffed, headers: Record<string, string>): Promise<Answer[]> {
  const answers = [await client.call('post', views, { headers, body })];
  for (const [method, path, making] of changes)
    answers.push(await client.call(method, path, { headers, place: 'x', ...making }));
  return answers;
}

/** While nothing can be read. */
export const viewsUnread = async ({ client }: Staffed, headers: Record<string, string>): Promise<Answer[]> => [
  await client.call('get', views, { headers }),
];
