/** A server with Mantova and the seven foundations, and people of the staff, for the tests of one file. */
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { Grant, Role } from '../../access.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { loaded } from '../support/loaded.ts';
import { passphrases } from '../support/server.ts';

export const top = '/api/register/mantova';
export const school = 'superiore-asola';
export const otherSchool = 'superiore-ostiglia';
/** two municipalities of different districts */
export const [asola, ostiglia] = ['020002', '020038'];

const password = 'quattro parole prese a caso';

export interface Answer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: T;
}

/** Somebody who calls; `text` is sent as CSV, anything else as JSON. */
export type Caller = <T = unknown>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer<T>>;

export interface Stage {
  server(): RunningServer;
  readonly nobody: Caller;
  /** somebody new of the staff, signed in */
  member(role: Role, scope?: Partial<Grant>): Promise<Caller>;
  setDay(day: string): void;
}

export function openStage(): Stage {
  let server: RunningServer;
  let directory: string;
  let day = '2026-06-15';
  let [people, look] = [0, 0];

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fabbisogni-register-'));
    await loaded('mantova', '40ready')(directory);
    const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory });
    const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
    // the clock runs on a little at each look, within the day, so that forms may come as they like
    const now = () => new Date(Date.parse(`${day}T08:00:00Z`) + (look++ % 3000) * 5_000);
    server = await startServer(config, { log: createLog('silent'), now, pages, passphrases });
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  const callerOf =
    (cookie: string): Caller =>
    async <T>(method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
      const type = typeof body === 'string' ? 'text/csv' : 'application/json';
      const response = await fetch(`${server.address}${path}`, {
        method,
        headers: { ...(cookie && { cookie }), ...(body !== undefined && { 'content-type': type }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      return {
        status: response.status,
        headers: response.headers,
        text,
        json: (isJson ? JSON.parse(text) : null) as T,
      };
    };

  const nobody: Caller = (...call) => callerOf('')(...call);
  return {
    server: () => server,
    nobody,
    setDay: (next) => (day = next),
    member: async (role, scope = {}) => {
      const email = `person${people++}@example.org`;
      const grant = { role, programme: 'mantova', territory: null, organisation: null, ...scope };
      await server.application.access.add({ email, name: 'Ada', grants: [grant], passphrase: password });
      const { status, headers, text } = await nobody('POST', '/api/sessions', { email, password });
      if (status !== 201) throw new Error(text);
      return callerOf((headers.get('set-cookie') ?? '').split(';')[0]!);
    },
  };
}

/** The form of a madrina firm as a firm could fill it in. */
export const madrina = (more: object = {}) => ({
  ...{ id: randomUUID(), kind: 'madrina', version: '2', language: 'it', consent: true, showToSchools: true },
  ...{ organisation: 'Officine Rossi', person: 'Anna Rossi', contact: 'anna@example.org', municipality: asola },
  ...{ sector: 'C', topics: ['automation', 'digital'] },
  ...more,
});

/** The form of somebody who thinks of self-employment. */
export const selfEmployed = (more: object = {}) => ({
  ...{ id: randomUUID(), kind: 'self_employment', version: '2', language: 'it', consent: true, adult: true },
  ...{ person: 'Luca Bianchi', contact: '+39 333 123 4567', municipality: asola, available: 'la sera' },
  ...more,
});
