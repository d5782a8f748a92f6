/** Asks for figures that there are not. */
import type { clientOf } from '../support/openapi.ts';
import { estimates } from './call.ts';

type Query = Readonly<Record<string, string>>;

/** @param many  a survey with more municipalities than one table may have */
export async function wrongQueries(client: ReturnType<typeof clientOf>, place: string, many: string): Promise<void> {
  const wrong: Query[] = [
    ...[{ variable: 'nothing' }, { variable: 'need', statistic: 'nothing' }, { variable: 'need', by: 'nothing' }],
    ...['category', 'weights'].map((name) => ({ variable: 'need', [name]: 'nothing' })),
    { variable: 'need', by: 'territory:nothing' },
    { variable: 'need', statistic: 'total' },
    { variable: 'need', view: 'exact' },
  ];
  for (const query of wrong) {
    await client.call('get', estimates, { place, query });
    await client.call('post', estimates, { place, body: { queries: [query] } });
  }
  const query = { variable: 'need', by: 'territory:municipality,targetGroup' };
  await client.call('get', estimates, { place: many, query });
  await client.call('post', estimates, { place: many, body: { queries: [query] } });
}
