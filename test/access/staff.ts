/** A server with two programmes and people of the staff, for the tests of one file. */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { AuditEntry, Grant } from '../../access.ts';
import { shippedProgramme } from '../../application.ts';
import { readConfig } from '../../config.ts';
import { createLog } from '../../log.ts';
import { startServer, type RunningServer } from '../../server.ts';
import { placeInstrument } from '../support/place-programme.ts';
import { passphrases } from '../support/server.ts';
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

/** Two associations, a member of each, one of both, and one of none. */
const bodies = [
  'key,kind,name,territory,members_of,website,demo',
  'association,association,Associazione prima,province:077,,,1',
  'league,association,Lega seconda,province:077,,,1',
  'lyceum,school,Liceo di Matera,municipality:077014,association,,1',
  'academy,school,Scuola di Policoro,municipality:077021,league,,1',
  'mill,firm,Mulino comune,municipality:077014,association;league,,1',
  'forge,firm,Fucina sola,municipality:077014,,,1',
].join('\n');

/** The small programme with organisations, the forms of interests as Mantova words them, and a survey of pupils from 14 on. */
export const programmeWithBodies = (): ProgrammeFiles => ({
  ...withPupils(smallProgramme()),
  'organisations.csv': bodies,
  'forms.json': readFileSync(join(shippedProgramme('mantova'), 'forms.json'), 'utf8'),
});

function withPupils(files: ProgrammeFiles): ProgrammeFiles {
  const { surveys, ...programme } = files['programme.json'] as { surveys: object[] };
  const pupils = { id: 'small-pupils', instrument: 'pupil', minors: { from: 14, adultFrom: 16 } };
  const release = { sizes: [{ size: 10, tables: [[]] }], closing: true };
  return {
    ...files,
    'programme.json': { ...programme, surveys: [...surveys, { ...surveys[0], ...pupils, release }] },
    'instruments/pupil.json': placeInstrument(['077014', '077021']),
  };
}

/** The same small programme under another name, about the province of Potenza. */
export function otherProgramme(): ProgrammeFiles {
  const text = JSON.stringify(smallProgramme())
    .replaceAll('"small', '"other')
    .replace('"code":"077"', '"code":"076"')
    .replaceAll('077014', '076063')
    .replaceAll('077021', '076044');
  return JSON.parse(text) as ProgrammeFiles;
}

/** @param withPages  the built dashboard too, which takes its time */
export function openStaff(settings: Readonly<Record<string, string>> = {}, { withPages = false } = {}): Staff {
  let server: RunningServer;
  let directory: string;
  let moment = new Date('2026-06-15T10:00:00Z').getTime();
  let people = 0;
  const now = () => new Date(moment);
  const log = createLog('silent');

  const start = async () => {
    const first = { ADMIN_EMAIL: administrator.email, ADMIN_PASSWORD: administrator.password };
    const config = readConfig({ PORT: '0', DEMO: '0', DATA_DIR: directory, ...first, ...settings });
    const pages = (_: unknown, response: { status(code: number): { end(): void } }) => response.status(404).end();
    server = await startServer(config, { log, now, passphrases, ...(!withPages && { pages }) });
  };
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'fabbisogni-staff-'));
    await start();
    for (const [name, files] of [
      ['small', programmeWithBodies()],
      ['other', otherProgramme()],
    ] as const) {
      const folder = await writeProgramme(files, name);
      await server.application.loadProgramme(folder);
      await rm(dirname(folder), { recursive: true });
    }
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  const clientOf = (email: string, cookie: string): Client => ({
    email,
    cookie,
    call: (method, path, body, headers = {}) =>
      fetch(server.address + path, {
        method,
        redirect: 'manual',
        headers: {
          ...(cookie && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
  });
  const nobody = () => clientOf('', '');
  const signIn = (email: string, password: string, totp?: string) =>
    nobody().call('POST', '/api/sessions', { email, password, ...(totp && { totp }) });
  const enter = async (email: string, password = passphrase, totp?: string) => {
    const response = await signIn(email, password, totp);
    if (response.status !== 201) throw new Error(`${email}: ${response.status} ${await response.text()}`);
    return clientOf(email, cookieIn(response));
  };
  return {
    server: () => server,
    address: () => server.address,
    pass: (minutes) => (moment += minutes * 60_000),
    now,
    audit: async () => {
      const sql = 'SELECT who, action, programme, object, detail FROM audit ORDER BY seq';
      const rows = await server.application.database.rows<AuditEntry & { detail: string }>(sql);
      return rows.map((row) => ({ ...row, detail: JSON.parse(row.detail) as NonNullable<AuditEntry['detail']> }));
    },
    nobody,
    signIn,
    enter,
    member: async (...grants) => {
      const email = `person${people++}@example.org`;
      await server.application.access.add({ email, name: 'Ada', grants, passphrase });
      return enter(email);
    },
    restart: async () => {
      await server.close();
      await start();
    },
  };
}

/** `session=…`, as the browser would send it back. */
export const cookieIn = (response: Response): string => (response.headers.get('set-cookie') ?? '').split(';')[0]!;

export const codeIn = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { code: string }).code,
];
