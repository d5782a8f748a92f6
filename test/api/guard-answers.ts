/** Makes the calls about start tickets and floods, so that each answer that is described is seen. */
import type { clientOf } from '../support/openapi.ts';

type Client = ReturnType<typeof clientOf>;

const tickets = '/api/surveys/{id}/ticket';
const responses = '/api/surveys/{id}/responses';

/** Answers from one network that the server takes, in the test. */
export const answering = { points: 1, duration: 3600 };

export async function guardAnswers(client: Client, place: string): Promise<void> {
  await client.call('get', tickets, { place });
  const headers = { 'x-forwarded-for': '203.0.113.7' };
  for (let count = 0; count < 2; count++) await client.call('post', responses, { place, headers, body: {} });
}
