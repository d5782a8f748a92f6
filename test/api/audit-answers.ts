/** Makes the calls of the audit and of the Region's sign-in service, so that each answer that is described is seen. */
import type { Answer } from '../support/openapi.ts';
import { enter, type Staffed } from './staff-answers.ts';

const calls = ['/api/admin/audit', '/api/admin/audit.csv', '/api/admin/audit/verification'] as const;
const scope = { programme: null, territory: null, organisation: null };

/** By somebody who may, by somebody who may not, and by nobody. */
export async function auditAnswers(staffed: Staffed, headers: Record<string, string>): Promise<void> {
  const { client } = staffed;
  const planner = await enter(staffed, 'no-auditor@example.org', { role: 'planner', ...scope });
  for (const path of calls) for (const one of [headers, planner, {}]) await client.call('get', path, { headers: one });
  for (const path of calls.slice(0, 2)) await client.call('get', path, { headers, query: { from: 'yesterday' } });
  await client.call('get', '/api/oidc/start', { query: { next: '/account' } });
  await client.call('get', '/api/oidc/callback', { query: { code: 'x', state: 'y' } });
}

/** When the database is closed. */
export async function auditUnread({ client }: Staffed, headers: Record<string, string>): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (const path of calls) answers.push(await client.call('get', path, { headers }));
  return answers;
}
