/** Probes of the catalogue of courses. */
import type { Action } from '../../access.ts';
import { done, page, type Probe } from './probe-ask.ts';

const action: Action = 'catalogue.manage';
const staff = '/api/admin/catalogue/small';
const cells = { title_it: 'Corso', skills: 'english', mode: 'aula' };

/** Done is also what founders on what is sent: whoever may not is told so before that. */
function asking(method: string, rest: string, body: unknown, ...statuses: number[]): Probe {
  const headers: Record<string, string> = typeof body === 'string' ? { 'content-type': 'text/csv' } : {};
  return {
    action,
    ask: async (client) => done(await client.call(method, `${staff}${rest}`, body, headers), ...statuses),
  };
}

export const catalogueProbes: Readonly<Record<string, Probe>> = {
  'the files of the catalogue': asking('GET', '', undefined, 200),
  'checking a file of the catalogue': asking('POST', '/draft', 'a,b\n1,2\n', 200, 409),
  'other columns for a file of the catalogue': asking('PUT', '/draft', { fields: [], replace: false }, 200, 409),
  'forgetting a file of the catalogue': asking('DELETE', '/draft', undefined, 204),
  'storing a file of the catalogue': asking('POST', '/imports', undefined, 409),
  'a course of the catalogue': asking('PUT', '/courses/c-1', { revision: 'other', cells }, 409),
  'the page of the catalogue': page(action, '/admin/catalogue/small', 'type="file"'),
  'the form of a course': page(action, '/admin/catalogue/small/-', 'name="title_it"'),
};
