/** A server with two programmes and people of the staff, for the tests of one file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { AuditEntry, Grant } from '../../access.ts';
import { readConfig } from '../../config.ts';
import type { Log } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { smallProgramme, writeProgramme, type ProgrammeFiles } from '../support/small-programme.ts';

export const everywhere = { programme: null, territory: null, organisation: null } as const;
export const passphrase = 'quattro parole prese a caso';
export const administrator = { email: 'capo@example.org', password: 'la prima di tutte le frasi' };

/** A call in somebody's name; the cookie goes along as a browser would send it. */
export interface Client {
  readonly email: string;
  readonly cookie: string;
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
}

export interface Staff {
  server(): RunningServer;
  address(): string;
  /** moves the server's clock, by minutes */
  pass(minutes: number): void;
  now(): Date;
  /** what the audit was told, oldest first */
  audit(): Promise<AuditEntry[]>;
  nobody(): Client;
  signIn(email: string, password: string, totp?: string): Promise<Response>;
  /** the client of a sign-in that went well */
  enter(email: string, password?: string, totp?: string): Promise<Client>;
  /** somebody new, signed in */
  member(...grants: readonly Grant[]): Promise<Client>;
  /** closes and starts again on the same folder */
  restart(): Promise<void>;
}


/** `session=…`, as the browser would send it back. */
export const cookieIn = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0]!;

export const codeIn = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { code: string }).code,
];
