/** A server with the programme of microcredentials, moderators and those who read them, for the tests of one file. */
import { randomUUID } from 'node:crypto';
import type { Grant, Person, Role } from '../../access.ts';
import type { FocusSession, Participant, Statement } from '../../survey/contract.ts';
import { afterAll, beforeAll } from 'vitest';
import { loaded } from '../support/loaded.ts';
import { testServer, type TestServer } from '../support/server.ts';

const passphrase = 'quattro parole prese a caso';
export const top = '/api/focus-groups';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: T;
}
export type Caller = <T = unknown>(method: string, path: string, body?: unknown) => Promise<Answer<T>>;

export interface Stage {
  server(): TestServer;
  readonly nobody: Caller;
  /** somebody new of the staff, signed in */
  member(role: Role, scope?: Partial<Grant>): Promise<Caller>;
  /** who a caller is */
  personOf(who: Caller): Person;
  /** acts and objects that the audit holds, oldest first */
  acts(action?: string): Promise<{ who: string; action: string; object: string; detail: string }[]>;
}

export function openStage(...programmes: readonly string[]): Stage {
  let server: TestServer;
  let people = 0;
  const known = new Map<Caller, Person>();
  beforeAll(async () => {
    const now = () => new Date('2026-06-15T08:00:00Z');
    const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
    server = await testServer({}, { now, pages }, loaded('moral', ...programmes));
  });
  afterAll(() => server.close());

  const callerOf =
    (cookie: string): Caller =>
    async <T>(method: string, path: string, body?: unknown) => {
      const response = await fetch(`${server.address}${path}`, {
        method,
        headers: { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const json = (isJson ? JSON.parse(text) : null) as T;
      return { status: response.status, headers: response.headers, text, json };
    };

  return {
    server: () => server,
    nobody: (...call) => callerOf('')(...call),
    member: async (role, scope = {}) => {
      const email = `person${people++}@example.org`;
      const grant = { role, programme: 'moral', territory: null, organisation: null, ...scope };
      const added = await server.application.access.add({ email, name: 'Ada', grants: [grant], passphrase });
      const { headers } = await callerOf('')('POST', '/api/sessions', { email, password: passphrase });
      const caller = callerOf((headers.get('set-cookie') ?? '').split(';')[0]!);
      known.set(caller, { id: added.id, email, name: 'Ada', grants: [grant] });
      return caller;
    },
    personOf: (who) => known.get(who)!,
    acts: (action) =>
      server.application.database.rows(
        `SELECT who, action, object, detail FROM audit WHERE action = coalesce(?, action) ORDER BY seq`,
        [action ?? null],
      ),
  };
}

export const planOf = (more: object = {}) => ({
  ...{ id: randomUUID(), programme: 'moral', title: 'Microcredenziali e lavoro', heldOn: '2026-06-20' },
  ...{ place: 'Sala del Consiglio', territory: 'country:IT', groups: [], language: 'it' },
  ...more,
});

/** A session with participants P1 (may be quoted) and P2 (may not), live. */
export async function openSession(who: Caller, more: object = {}): Promise<FocusSession> {
  const { json: planned, status, text } = await who<FocusSession>('POST', top, planOf(more));
  if (status !== 201) throw new Error(text);
  await person(who, planned.id, 1);
  await person(who, planned.id, 2, { mayQuote: false });
  return (await who<FocusSession>('PUT', `${top}/${planned.id}`, { revision: 1, state: 'live' })).json;
}

export const person = (who: Caller, session: string, number: number, more: object = {}) =>
  who<Participant>('PUT', `${top}/${session}/participants/${number}`, {
    ...{ role: 'Disoccupata', group: null, takesPart: true, mayQuote: true, revision: 0 },
    ...more,
  });

export const wordsOf = (more: object = {}) => ({
  ...{ revision: 0, place: 1, topic: 'helpLongTerm', participant: 1, kind: 'need', language: 'it' },
  ...{ text: 'Serve una prova di quello che so fare.', translation: null, translator: null },
  ...more,
});

/** Sends a statement; `id` makes it the same as before. */
export const say = (who: Caller, session: string, more: object = {}, id: string = randomUUID()) =>
  who<Statement>('PUT', `${top}/${session}/statements/${id}`, wordsOf(more));

export const statementsOf = async (who: Caller, session: string) =>
  (await who<Statement[]>('GET', `${top}/${session}/statements`)).json;
