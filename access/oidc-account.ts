/** Accounts that the Region's sign-in service opens: whose they are, and what the service lets them do. */
import { randomUUID } from 'node:crypto';
import type { Grant } from '../access.ts';
import type { Connection, Transaction } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { accountByEmail, accountById, emailOf, setGrants, type Account } from './account.ts';
import type { Audit } from './contract.ts';
import { wordsOf } from './oidc-grant.ts';
import type { OidcIdentity } from './oidc.ts';
import { demandScope } from './scope.ts';
import type { Sessions } from './session.ts';

/** @returns the account's id, null when the service has not opened it before */
async function accountIdOf(tx: Connection, { issuer, subject }: OidcIdentity): Promise<string | null> {
  const [row] = await tx.rows<{ account: string }>(
    'SELECT account FROM account_oidc WHERE issuer = ? AND subject = ?',
    [issuer, subject],
  );
  return row?.account ?? null;
}

/** Whether an account is opened by the service, and so never by a passphrase. */
export async function isOidcAccount(tx: Connection, id: string): Promise<boolean> {
  return (await tx.rows('SELECT account FROM account_oidc WHERE account = ?', [id])).length > 0;
}

/**
 * The account of an identity, null when there is none.
 * @throws Problem oidc_refused when it was closed here
 */
export async function findOidcAccount(tx: Connection, identity: OidcIdentity): Promise<Account | null> {
  const id = await accountIdOf(tx, identity);
  if (id === null) return null;
  const account = await accountById(tx, id);
  if (!account) throw new Problem('oidc_refused');
  return account;
}

/**
 * Makes the account of an identity, without a passphrase. An address that already has an account is not taken over.
 * @param today  YYYY-MM-DD
 * @throws Problem oidc_address_taken
 */
export async function makeOidcAccount(
  tx: Transaction,
  audit: Audit,
  identity: OidcIdentity,
  today: string,
): Promise<Account> {
  const [id, email] = [randomUUID(), emailOf(identity.email)];
  if (await accountByEmail(tx, email)) throw new Problem('oidc_address_taken');
  await tx.run('INSERT INTO account (id, email, name, must_change, made_on) VALUES (?, ?, ?, false, ?::DATE)', [
    ...[id, email, identity.name, today],
  ]);
  await tx.run('INSERT INTO account_oidc VALUES (?, ?, ?)', [identity.issuer, identity.subject, id]);
  await audit.record(tx, { who: 'server', action: 'account.add', programme: null, object: id, detail: { by: 'oidc' } });
  const account = await accountById(tx, id);
  if (!account) throw new Error('an account that was just made is there');
  return account;
}

/** Of the grants, those about a programme, a territory and an organisation that exist here. */
export async function knownGrants(tx: Connection, grants: readonly Grant[]): Promise<Grant[]> {
  const known: Grant[] = [];
  for (const grant of grants) if (await isKnown(tx, grant)) known.push(grant);
  return known;
}

async function isKnown(tx: Connection, grant: Grant): Promise<boolean> {
  try {
    await demandScope(tx, grant);
    return true;
  } catch (error) {
    if (error instanceof Problem && (error.code === 'unknown_scope' || error.code === 'scope_without_programme'))
      return false;
    throw error;
  }
}

/** Makes an account's grants those that the service names now; when they change, its sessions end, and it is noted. */
export async function followGrants(
  tx: Transaction,
  { audit, sessions }: { audit: Audit; sessions: Pick<Sessions, 'endAll'> },
  { id, grants: before }: Account,
  after: readonly Grant[],
): Promise<void> {
  const [taken, given] = [without(before, after), without(after, before)];
  if (taken.length + given.length === 0) return;
  await setGrants(tx, id, after);
  await sessions.endAll(tx, id);
  for (const [action, list] of [
    ['right.take', taken],
    ['right.give', given],
  ] as const)
    for (const grant of list) await audit.record(tx, { who: 'server', action, object: id, ...noted(grant) });
}

const without = (some: readonly Grant[], those: readonly Grant[]) =>
  some.filter((one) => !those.some((other) => wordsOf(other) === wordsOf(one)));

function noted({ role, programme, territory, organisation }: Grant) {
  const detail = { by: 'oidc', role, ...(territory && { territory }), ...(organisation && { organisation }) };
  return { programme, detail };
}
