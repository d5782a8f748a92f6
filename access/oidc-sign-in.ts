/** Signing in through the Region's own service. */
import type { Database } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { accountById } from './account.ts';
import type { Audit } from './contract.ts';
import { findOidcAccount, followGrants, knownGrants, makeOidcAccount } from './oidc-account.ts';
import { grantsOf } from './oidc-grant.ts';
import type { Oidc, OidcIdentity, OidcSecrets } from './oidc.ts';
import type { Sessions } from './session.ts';

export interface OidcSignInOptions {
  readonly oidc: Oidc;
  readonly database: Pick<Database, 'write'>;
  readonly sessions: Sessions;
  readonly audit: Audit;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

export interface OidcSigningIn {
  begin: Oidc['begin'];
  /**
   * @param earlier  token of a session in the same browser, which ends
   * @returns the token of a new session
   * @throws Problem oidc_failed, oidc_unavailable, oidc_refused (no role that is known here), oidc_address_taken
   */
  finish(current: URL, secrets: OidcSecrets, earlier: string | null): Promise<string>;
}

const reasons = ['oidc_failed', 'oidc_refused', 'oidc_unavailable', 'oidc_address_taken'] as const;

/** @throws Problem of one of these codes; `not_found` for anything else */
export function refuseSignIn(reason: string | null): never {
  const code = reasons.find((one) => one === reason);
  throw code ? new Problem(code) : new Problem('not_found', { value: '/sign-in/refused' });
}

export function oidcSigningIn(options: OidcSignInOptions): OidcSigningIn {
  const { oidc, database, sessions, audit, today } = options;

  /** Null when the service names no role: what the account had is taken away all the same. */
  const open = (identity: OidcIdentity): Promise<string | null> =>
    database.write(async (tx) => {
      const grants = await knownGrants(tx, grantsOf(identity.roles));
      const found = await findOidcAccount(tx, identity);
      if (!found && grants.length === 0) return null;
      const { id } = found ?? (await makeOidcAccount(tx, audit, identity, today()));
      await followGrants(tx, options, found ?? (await accountOf(tx, id)), grants);
      if (grants.length === 0) return null;
      const entry = { who: id, action: 'session.open', programme: null, object: id, detail: { by: 'oidc' } };
      await audit.record(tx, entry);
      return sessions.begin(tx, await accountOf(tx, id));
    });

  const refused = async (error: unknown): Promise<never> => {
    const code = error instanceof Problem ? error.code : 'internal';
    const entry = { who: null, action: 'session.refused', programme: null, object: 'oidc', detail: { reason: code } };
    await audit.record(null, entry);
    throw error;
  };

  return {
    begin: oidc.begin,
    finish: async (current, secrets, earlier) => {
      const token = await oidc.finish(current, secrets).then(open).catch(refused);
      if (token === null) return refused(new Problem('oidc_refused'));
      if (earlier !== null) await sessions.end(earlier);
      return token;
    },
  };
}

async function accountOf(tx: Parameters<typeof accountById>[0], id: string) {
  const account = await accountById(tx, id);
  if (!account) throw new Error('the account that signs in is there');
  return account;
}
