/** Calls of staff about invitations to the survey of persons of the small programme. */
import type { InvitationState, InviteeList } from '../../survey/contract.ts';
import type { Client, Staff } from '../access/staff.ts';
import { smallAnswers } from '../support/submission.ts';

export const survey = 'small-persons';
const top = `/api/admin/invitations/${survey}`;

export const csv = (...lines: string[]) => lines.join('\n');
export const heading = 'Nome e cognome,E-mail,Via,CAP,Città,Riferimento,Strato,Comune,Lingua';

export async function upload(staff: Staff, client: Client, text: string): Promise<Response> {
  const headers = { cookie: client.cookie, 'content-type': 'text/csv', 'accept-language': 'it' };
  return fetch(`${staff.address()}${top}/draft?file=elenco.csv`, { method: 'POST', headers, body: text });
}

export const ask = (client: Client, method: string, rest = '', body?: unknown) =>
  client.call(method, `${top}${rest}`, body, { 'accept-language': 'it' });

export const stateOf = async (client: Client) => (await (await ask(client, 'GET')).json()) as InvitationState;
export const listOf = async (client: Client, query = '') =>
  (await (await ask(client, 'GET', `/invitees${query}`)).json()) as InviteeList;

/** Uploads and stores a list that has no fault. */
export async function bring(staff: Staff, client: Client, ...lines: string[]): Promise<InvitationState> {
  await upload(staff, client, csv(heading, ...lines));
  const response = await ask(client, 'POST', '/batches');
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as InvitationState;
}

/** Answers with a code. */
export function answer(staff: Staff, token: string | null, more: object = {}): Promise<Response> {
  const facts = { id: crypto.randomUUID(), version: 1, language: 'it', noticeVersion: '1', mode: 'web' };
  return staff
    .nobody()
    .call('POST', `/api/surveys/${survey}/responses`, { ...facts, token, answers: smallAnswers, ...more });
}

/** Begins to send, and waits until it is over. */
export async function sendAll(client: Client, kind: 'invitation' | 'reminder', after = 7): Promise<InvitationState> {
  const response = await ask(client, 'POST', '/sending', { kind, after });
  if (!response.ok) throw new Error(await response.text());
  for (;;) {
    const state = await stateOf(client);
    if (state.sending?.state !== 'running') return state;
  }
}
