/** How the calls at the counter of `forbidden.ts` are made. */
import { done, page, type Probe } from './probe-ask.ts';

const top = '/api/assist/small-persons';

/** Done is also what founders on what was sent: whoever may not is told so before that. */
function entry(method: string, rest: string, body?: unknown, ...statuses: number[]): Probe {
  const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'text/csv' } : {};
  const ask: Probe['ask'] = async (client) =>
    done(await client.call(method, `${top}${rest}`, body, headers), 200, ...statuses);
  return { action: 'response.assist', ask };
}

/** The file is not there for those who may, survey or call are not there for the others: what is named differs. */
const takingBack: Probe = {
  action: 'response.assist',
  ask: async (client) => {
    const response = await client.call('DELETE', `${top}/batches/99`);
    if (response.status === 401) return false;
    const { detail } = (await response.json()) as { detail: string };
    return detail.includes('99') && !detail.includes('small-persons');
  },
};

export const entryProbes: Readonly<Record<string, Probe>> = {
  'what was entered at the counter': entry('GET', ''),
  'an answer given with help': entry('POST', '/responses', {}, 400),
  'the empty table of answers': entry('GET', '/template.csv'),
  'a file of answers': entry('POST', '/batches', 'not,the,columns', 422),
  'taking back a file of answers': takingBack,
  'the page to help somebody': page('response.assist', '/assist/small-persons'),
  'the page to key sheets': page('response.assist', '/assist/small-persons/keyed'),
  'the page to bring in answers': page('response.assist', '/assist/small-persons/import', 'type="file"'),
  'the surveys at the counter': page('response.assist', '/assist', '/assist/small-persons'),
};
