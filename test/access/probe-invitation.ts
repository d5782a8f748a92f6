/** How the calls about invitations of `forbidden.ts` are made. */
import { done, page, type Probe } from './probe-ask.ts';

/** Done is also what founders on what was sent: whoever may not is told so before that. */
function invitation(method: string, rest: string, body?: unknown, type = 'application/json'): Probe {
  const path = `/api/admin/invitations/small-persons${rest}`;
  const headers: Record<string, string> = body === undefined ? {} : { 'content-type': type };
  return {
    action: 'invitation.manage',
    ask: async (client) => done(await client.call(method, path, body, headers), 200, 204, 400, 409, 422),
  };
}

export const invitationProbes: Readonly<Record<string, Probe>> = {
  'who is invited': invitation('GET', '/invitees'),
  'bringing in a list of invitees': invitation('POST', '/draft', 'x', 'text/csv'),
  'letters of invitation': invitation('GET', '/letters'),
  'sending invitations': invitation('POST', '/sending', { kind: 'invitation' }),
  'the page of invitations': page('invitation.manage', '/admin/invitations/small-persons', 'type="file"'),
  'the page of letters': page('invitation.manage', '/admin/invitations/small-persons/letters', '<h1'),
  'response rates of codes': {
    action: 'figures.exact',
    ask: async (client) => done(await client.call('GET', '/api/surveys/small-persons/response-rates'), 200),
  },
};
