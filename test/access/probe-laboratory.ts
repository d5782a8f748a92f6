/** How the calls about laboratories of `forbidden.ts` are made. */
import { done, page, type Probe } from './probe-ask.ts';

/** Done is also what founders on what was sent: whoever may not is told so before that. */
function laboratory(method: string, rest: string, body: unknown): Probe {
  const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'text/csv' } : {};
  const ask: Probe['ask'] = async (client) =>
    done(await client.call(method, `/api/programmes/small/laboratories${rest}`, body, headers), 400, 422);
  return { action: 'laboratory.edit', ask };
}

export const laboratoryProbes: Readonly<Record<string, Probe>> = {
  'changing a laboratory': laboratory('PUT', '/nothing', {}),
  'bringing in the list of laboratories': laboratory('POST', '', 'not,the,columns'),
  'the page to edit laboratories': page('laboratory.edit', '/laboratories/small/edit', 'type="file"'),
};
