/** Servers with the programme of microcredentials and people of its focus groups, for the tests of one file. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Role } from '../../access.ts';
import type { Code, FocusSession } from '../../survey/contract.ts';
import { unzip } from '../../survey/zip.ts';
import { loaded } from '../support/loaded.ts';
import { testServer, type TestServer } from '../support/server.ts';

export const passphrase = 'quattro parole prese a caso';
export const top = '/api/focus-groups';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly bytes: Buffer;
  readonly text: string;
  readonly json: T;
  readonly type: string | null;
}
/** A body of bytes is a file, of the kind that its address ends with. */
export type Caller = <T = unknown>(method: string, path: string, body?: unknown, type?: string) => Promise<Answer<T>>;

export interface Stage {
  server(): TestServer;
  readonly nobody: Caller;
  member(role: Role, programme?: string): Promise<Caller>;
  acts(action: string): Promise<{ object: string; detail: string }[]>;
}

export function openStage(...programmes: readonly string[]): Stage {
  let server: TestServer;
  let people = 0;
  beforeAll(async () => {
    const now = () => new Date('2026-06-15T08:00:00Z');
    const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
    server = await testServer({}, { now, pages }, loaded('moral', ...programmes));
  });
  afterAll(() => server.close());

  return {
    server: () => server,
    nobody: (...call) => callerTo(server, '')(...call),
    member: async (role, programme = 'moral') => {
      const email = `person${people++}@example.org`;
      const grant = { role, programme, territory: null, organisation: null };
      await server.application.access.add({ email, name: 'Ada', grants: [grant], passphrase });
      return callerTo(server, await signIn(server, email));
    },
    acts: (action) =>
      server.application.database.rows('SELECT object, detail FROM audit WHERE action = ? ORDER BY seq', [action]),
  };
}

/** @returns the cookie */
export async function signIn({ address }: Pick<TestServer, 'address'>, email: string): Promise<string> {
  const response = await fetch(`${address}/api/sessions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: passphrase }),
  });
  return (response.headers.get('set-cookie') ?? '').split(';')[0]!;
}

export const callerTo =
  ({ address }: Pick<TestServer, 'address'>, cookie: string): Caller =>
  async <T>(method: string, path: string, body?: unknown, type = typeOf(path, body)) => {
    const response = await fetch(address + path, {
      method,
      headers: { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': type }) },
      ...(body !== undefined && { body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) }),
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const [text, kind] = [bytes.toString('utf8'), response.headers.get('content-type')];
    const json = (kind?.includes('json') ? JSON.parse(text) : null) as T;
    return { status: response.status, bytes, text, json, type: kind };
  };

function typeOf(path: string, body: unknown): string {
  if (!Buffer.isBuffer(body)) return 'application/json';
  return path.includes('.qdc') ? 'application/xml' : 'application/vnd.qdpx';
}

/** @throws when it was not done */
async function done<T>(answer: Promise<Answer<T>>): Promise<T> {
  const { status, text, json } = await answer;
  if (status > 201) throw new Error(`${status} ${text}`);
  return json;
}

export const words = {
  quoted: 'Perché è 🙂 utile: «provare» & imparare\nda soli',
  spanish: 'Falta práctica en la empresa',
  translation: 'Manca la pratica in azienda',
  kept: 'questo non si deve citare',
  formula: '=1+1 e poi basta',
} as const;

/** A session of a moderator with P1, who may be quoted, P2, who may not, and what they said. */
export async function hold(moderator: Caller, title = 'Microcredenziali'): Promise<FocusSession> {
  const plan = {
    title,
    heldOn: '2026-06-12',
    place: 'Sala grande',
    territory: 'country:IT',
    groups: [],
    language: 'it',
  };
  const { id } = await done(moderator<FocusSession>('POST', top, { id: randomUUID(), programme: 'moral', ...plan }));
  const person = (number: number, mayQuote: boolean) =>
    done(
      moderator('PUT', `${top}/${id}/participants/${number}`, {
        ...{ role: 'Responsabile del personale', group: null, takesPart: true, mayQuote, revision: 0 },
      }),
    );
  await person(1, true);
  await person(2, false);
  await done(moderator('PUT', `${top}/${id}`, { revision: 1, state: 'live' }));
  const say = (place: number, text: string, more: object = {}) =>
    done(
      moderator('PUT', `${top}/${id}/statements/${randomUUID()}`, {
        ...{ revision: 0, place, topic: 'helpLongTerm', participant: 1, kind: 'need', language: 'it', text },
        ...{ translation: null, translator: null, ...more },
      }),
    );
  await say(1, words.quoted);
  await say(2, words.spanish, { language: 'es', translation: words.translation, translator: 'agenzia', topic: null });
  await say(3, words.kept, { participant: 2, kind: 'barrier' });
  await say(4, words.formula, { kind: 'proposal' });
  return done(moderator<FocusSession>('GET', `${top}/${id}`));
}

export interface Said {
  readonly id: string;
  readonly text: string;
}

export const said = (who: Caller, session: string): Promise<Said[]> =>
  done(who<Said[]>('GET', `${top}/${session}/statements`));

/** A code of the lead. */
export const addCode = (lead: Caller, it: string, more: object = {}): Promise<Code> =>
  done(
    lead<Code>('POST', '/api/codes', {
      ...{ id: randomUUID(), programme: 'moral', labels: { it, en: `${it} (en)` }, description: '', skill: null },
      ...{ colour: '#0B5563', parent: null, ...more },
    }),
  );

/** One pass over a session: the first three characters of each statement, and all of it for a second code. */
export async function code(
  coder: Caller,
  session: string,
  pass: string,
  codes: readonly Code[],
  stop = 3,
): Promise<void> {
  const statements = await said(coder, session);
  await done(coder('PUT', `${top}/${session}/tasks/${pass}`, { revision: 0, state: 'open' }));
  for (const { id, text } of statements)
    for (const [index, { id: of }] of codes.entries()) {
      const end = index === 0 ? stop : [...text].length;
      const unit = { kind: 'statement', statement: id };
      const body = { id: randomUUID(), programme: 'moral', unit, code: of, start: 0, stop: end };
      await done(coder('POST', '/api/codings', body));
    }
  await done(coder('PUT', `${top}/${session}/tasks/${pass}`, { revision: 1, state: 'done' }));
}

/** All that a project file says, its texts too. */
export function opened(file: Buffer): string {
  return [...unzip(file, { bytes: 1e8, entries: 1000 }).values()].map((bytes) => bytes.toString('utf8')).join('\n');
}

export const everyExport = (session: string): string[] => [
  `${top}.qdpx?programme=moral`,
  `${top}/${session}/project.qdpx`,
  `${top}/${session}/statements.csv`,
  '/api/coded-statements.csv?programme=moral',
  `${top}/${session}/minutes`,
  `${top}/${session}/minutes.txt`,
  `${top}/${session}/minutes.md`,
];

/** What an export says. */
export async function told(who: Caller, path: string): Promise<string> {
  const { status, bytes, text } = await who('GET', path);
  expect([path, status]).toEqual([path, 200]);
  return path.includes('.qdpx') ? opened(bytes) : text;
}
