/** Everything about who may do what, put together. */
import type { Grant } from '../access.ts';
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { accountByEmail, allAccounts, insertAccount, namesOf } from './account.ts';
import type { Audit, PageAccess } from './contract.ts';
import { sessionCookie, type SessionCookie } from './cookie.ts';
import { createDevices, type Devices } from './device.ts';
import { oidcSigningIn, refuseSignIn, type OidcSigningIn } from './oidc-sign-in.ts';
import type { Oidc } from './oidc.ts';
import { pageGate, type RouteTable } from './gate.ts';
import { createLimiter, type Limiter } from './limiter.ts';
import { checkPassphrase, createPassphrases, randomPassphrase, type Passphrases } from './passphrase.ts';
import { blank, noteGrants, peopleOf, type People } from './people.ts';
import { demandScope } from './scope.ts';
import { createSeal } from './seal.ts';
import { openSessions } from './session.ts';
import { signingIn, type SigningIn } from './sign-in.ts';
import { savedViews, type SavedViews } from './view.ts';

export interface AccessOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  /** the server's key */
  readonly key: Buffer;
  readonly audit: Audit;
  readonly routes: RouteTable;
  /** public address; HTTPS makes the cookie a secure one */
  readonly origin: string | undefined;
  readonly now: () => Date;
  /** YYYY-MM-DD */
  readonly today: () => string;
  readonly report: (error: unknown) => void;
  /** the Region's own sign-in service; null: there is none */
  readonly oidc: Oidc | null;
  readonly passphrases?: Passphrases;
  readonly limiter?: Limiter;
}

/** Somebody to add from the command line or the settings. */
export interface FirstGrant {
  readonly email: string;
  readonly name: string;
  readonly grants: readonly Grant[];
  /** none: one is made, which its owner must change */
  readonly passphrase?: string | undefined;
}

export interface Access extends PageAccess {
  readonly cookie: SessionCookie;
  readonly devices: Devices;
  readonly signing: SigningIn;
  readonly people: People;
  readonly views: SavedViews;
  /** null: no such service is set up */
  readonly oidc: OidcSigningIn | null;
  /**
   * Adds an account, for whoever has the machine itself.
   * @param who  for the audit: `command` or `server`
   * @returns its id and its passphrase @throws Problem passphrase_weak, unknown_scope, scope_without_programme, person_exists
   */
  add(member: FirstGrant, who?: 'command' | 'server'): Promise<{ id: string; passphrase: string }>;
  /** Makes the first administrator when there is no account at all. */
  addFirst(email: string, passphrase: string): Promise<void>;
  /** Resolves when what is under way has been stored. */
  settled(): Promise<void>;
}

export async function openAccess(options: AccessOptions): Promise<Access> {
  const { database, audit, origin, now, today, routes } = options;
  const passphrases = options.passphrases ?? createPassphrases();
  const limiter = options.limiter ?? createLimiter();
  const sessions = await openSessions(options);
  const isSecure = origin?.startsWith('https:') ?? false;
  const cookie = sessionCookie(isSecure);
  const held = (cookies: string | null | undefined) => {
    const token = cookie.read(cookies);
    return token === null ? null : sessions.find(token);
  };
  const personOf: PageAccess['personOf'] = (cookies) => held(cookies)?.person ?? null;

  const add: Access['add'] = async ({ email, name, grants, passphrase: own }, who = 'command') => {
    const passphrase = own ?? randomPassphrase();
    checkPassphrase(passphrase, email);
    const account = blank(email, name, await passphrases.hash(passphrase), own === undefined);
    return database.write(async (tx) => {
      if (await accountByEmail(tx, account.email)) throw new Problem('person_exists', { value: account.email });
      for (const grant of grants) await demandScope(tx, grant);
      await insertAccount(tx, { ...account, grants }, today());
      const detail = { grants: grants.length };
      await audit.record(tx, { who, action: 'account.add', programme: null, object: account.id, detail });
      await noteGrants(tx, audit, { who, action: 'right.give', object: account.id }, grants);
      return { id: account.id, passphrase };
    });
  };

  return {
    cookie,
    devices: createDevices(options.key, isSecure),
    personOf,
    hasOidc: options.oidc !== null,
    refuse: refuseSignIn,
    current: (cookies) => {
      const session = held(cookies);
      return session && { person: session.person, mustChange: session.mustChange, totp: session.totp };
    },
    enterPage: pageGate({ routes, access: { personOf }, origin }),
    signing: signingIn({ database, sessions, passphrases, limiter, seal: createSeal(options.key), audit, now }),
    people: peopleOf({ database, sessions, passphrases, audit, today }),
    views: savedViews({ database, today }),
    namesOf: (ids) => namesOf(database, ids),
    oidc: options.oidc && oidcSigningIn({ oidc: options.oidc, database, sessions, audit, today }),
    add,
    addFirst: async (email, passphrase) => {
      if ((await allAccounts(database)).length > 0) return;
      const everywhere = { programme: null, territory: null, organisation: null };
      await add({ email, name: email, grants: [{ role: 'administrator', ...everywhere }], passphrase }, 'server');
    },
    settled: sessions.settled,
  };
}
