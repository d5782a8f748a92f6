/** A server with something to plan on, and people who plan, approve and comment, for the tests of one file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Grant, Role } from '../../access.ts';
import { testServer, type TestServer } from '../support/server.ts';
import { loadPlanned } from './programme.ts';

export const password = 'quattro parole prese a caso';
const openDay = () => new Date('2026-06-15T10:00:00Z');

export interface Answer<T> {
  readonly status: number;
  readonly json: T;
}
export type Caller = <T = Record<string, never>>(method: string, path: string, body?: unknown) => Promise<Answer<T>>;

/** @param isBare  without pages */
export function planStage(responses = 900, isBare = true) {
  let server: TestServer;
  let people = 0;
  beforeAll(async () => {
    const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
    server = await testServer({}, { now: openDay, ...(isBare && { pages }) });
    const directory = await mkdtemp(join(tmpdir(), 'fabbisogni-plan-'));
    await loadPlanned(server.application, directory, responses);
    await rm(directory, { recursive: true });
  });
  afterAll(() => server.close());

  const caller =
    (cookie: string): Caller =>
    async <T>(method: string, path: string, body?: unknown) => {
      const isText = typeof body === 'string';
      const response = await fetch(server.address + path, {
        method,
        headers: { ...(cookie && { cookie }), 'content-type': isText ? 'text/csv' : 'application/json' },
        ...(body !== undefined && { body: isText ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      return {
        status: response.status,
        json: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T,
      };
    };
  const account = async (role: Role, scope: Partial<Grant> = {}, name = 'Ada'): Promise<string> => {
    const email = `planning${people++}@example.org`;
    const grants = [{ role, programme: 'basilicata', territory: null, organisation: null, ...scope }];
    await server.application.access.add({ email, name, grants, passphrase: password });
    return email;
  };
  const member = async (role: Role, scope: Partial<Grant> = {}, name = 'Ada'): Promise<Caller> => {
    const response = await fetch(`${server.address}/api/sessions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: await account(role, scope, name), password }),
    });
    return caller((response.headers.get('set-cookie') ?? '').split(';')[0]!);
  };
  return { server: () => server, member, account, nobody: () => caller('') };
}
