/** A server with two programmes, sessions with statements, and people who code, for the tests of one file. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Grant, Person, Role } from '../../access.ts';
import { readConfig } from '../../config.ts';
import type { Code, Coding, CodingTask } from '../../survey/contract.ts';
import { createLog } from '../../log.ts';
import { Problem } from '../../problem.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { otherProgramme } from '../access/staff.ts';
import { passphrases } from '../support/server.ts';
import { both } from '../support/small-instrument.ts';
import { writeProgramme, type ProgrammeFiles } from '../support/small-programme.ts';
import { codedProgramme } from './programme.ts';
import { insertSession, type Session } from './session.ts';

const password = 'quattro parole prese a caso';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly text: string;
  readonly json: T;
}

export interface Caller {
  readonly id: string;
  <T = unknown>(method: string, path: string, body?: unknown): Promise<Answer<T>>;
}

export interface Stage {
  server(): RunningServer;
  readonly nobody: Caller;
  /** somebody of the staff, signed in; the same person for the same words */
  member(role: Role | readonly Role[], scope?: Partial<Grant>, name?: string): Promise<Caller>;
  /** somebody who asks the service itself, without signing in */
  person(role: Role, scope?: Partial<Grant>): Person;
  /** a session with these statements; their ids come in the same order */
  session(texts: readonly string[], more?: Parameters<typeof insertSession>[2]): Promise<Session>;
}

/** @param still  nothing is settled but by the test itself */
export function openStage(files: readonly [string, ProgrammeFiles][] = programmes, still = false): Stage {
  let server: RunningServer;
  let directory: string;
  let people = 0;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fabbisogni-coding-'));
    const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory });
    const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
    server = await startServer(config, {
      log: createLog('silent'),
      now: () => new Date('2026-06-15T08:00:00Z'),
      ...{ pages, passphrases, still },
    });
    for (const [name, content] of files) {
      const folder = await writeProgramme(content, name);
      await server.application.loadProgramme(folder);
      await rm(dirname(folder), { recursive: true });
    }
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  const callerOf = (cookie: string, id: string): Caller =>
    Object.assign(
      async <T>(method: string, path: string, body?: unknown) => {
        const response = await fetch(`${server.address}${path}`, {
          method,
          headers: { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': 'application/json' }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        const isJson = (response.headers.get('content-type') ?? '').includes('json');
        return { status: response.status, text, json: (isJson ? JSON.parse(text) : null) as T };
      },
      { id },
    );

  const nobody = callerOf('', '');
  const members = new Map<string, Promise<Caller>>();
  const enter = async (roles: readonly Role[], scope: Partial<Grant>): Promise<Caller> => {
    const email = `person${people++}@example.org`;
    const everywhere = { programme: 'small', territory: null, organisation: null };
    const grants = roles.map((role) => ({ role, ...everywhere, ...scope }));
    const { id } = await server.application.access.add({ email, name: 'Ada', grants, passphrase: password });
    const response = await fetch(`${server.address}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (response.status !== 201) throw new Error(await response.text());
    return callerOf((response.headers.get('set-cookie') ?? '').split(';')[0]!, id);
  };
  return {
    server: () => server,
    nobody,
    person: (role, scope = {}) => {
      const grants = [{ role, programme: 'small', territory: null, organisation: null, ...scope }];
      return { id: 'somebody', email: '', name: '', grants };
    },
    member: (role, scope = {}, name = '') => {
      const key = JSON.stringify([role, scope, name]);
      const found = members.get(key) ?? enter([role].flat(), scope);
      members.set(key, found);
      return found;
    },
    session: (texts, more) => insertSession(server.application.database, texts, more),
  };
}

const programmes = [
  ['small', codedProgramme()],
  ['other', otherProgramme()],
] as [string, ProgrammeFiles][];

/** What somebody who asks the service is refused with. */
export const refusal = (call: () => Promise<unknown>): Promise<unknown> =>
  call().then(
    () => 'done',
    (error: unknown) => (error instanceof Problem ? error.code : error),
  );

export const codeIn = ({ json }: Answer): string => (json as { code: string }).code;

/** A code as somebody could send it. */
export const newCode = (more: object = {}) => ({
  ...{ id: randomUUID() as string, programme: 'small', labels: both('A code'), description: '', skill: null },
  ...{ colour: '#336699', parent: null as string | null },
  ...more,
});

export async function addCode(who: Caller, more: object = {}): Promise<Code> {
  const { status, json, text } = await who<Code>('POST', '/api/codes', newCode(more));
  expect([200, 201], text).toContain(status);
  return json;
}

export const coding = (statement: string, code: string, start: number, stop: number) => ({
  ...{ id: randomUUID() as string, programme: 'small', unit: { kind: 'statement', statement }, code, start, stop },
});

export async function mark(who: Caller, ...of: Parameters<typeof coding>): Promise<Coding> {
  const { status, json, text } = await who<Coding>('POST', '/api/codings', coding(...of));
  expect(status, text).toBe(201);
  return json;
}

/** Takes up a pass, or hands it in. */
export async function pass(
  who: Caller,
  session: string,
  name: 'first' | 'second',
  state: 'open' | 'done' = 'open',
): Promise<CodingTask> {
  const tasks = (await who<CodingTask[]>('GET', '/api/coding-tasks?programme=small')).json;
  const revision = tasks.find((one) => one.session === session && one.pass === name)?.revision ?? 0;
  const path = `/api/focus-groups/${session}/tasks/${name}`;
  const { status, json, text } = await who<CodingTask>('PUT', path, { revision, state });
  expect(status, text).toBe(200);
  return json;
}

export const codingsAt = async (who: Caller, session: string): Promise<Coding[]> =>
  (await who<Coding[]>('GET', `/api/focus-groups/${session}/codings`)).json;
