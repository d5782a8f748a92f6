/** Makes the calls about the gap, so that each answer that is described is seen. */
import type { Answer, clientOf } from '../support/openapi.ts';

type Client = ReturnType<typeof clientOf>;

const path = '/api/programmes/{programme}/supply-gap';
const survey = 'basilicata-citizens-2026';

/** Needs Basilicata. */
export async function gapAnswers(client: Client): Promise<void> {
  const ask = (query: Record<string, string>, accept = 'application/json') =>
    client.call('get', path, { place: 'basilicata', query, headers: { accept } });
  const queries: readonly Record<string, string>[] = [
    { survey, level: 'province' },
    { survey, takeUp: '0' },
    { takeUp: '20' },
    { survey, level: 'country' },
    { survey, group: 'need' },
    { survey, skills: 'astrology' },
    { survey, level: 'municipality', group: 'targetGroup' },
  ];
  for (const query of queries) await ask(query);
  for (const accept of ['text/csv', 'image/png']) await ask({ survey }, accept);
}

/** What it answers while the database is closed. */
export async function unstoredGap(client: Client): Promise<Answer[]> {
  return [await client.call('get', path, { place: 'basilicata', query: { survey } })];
}
