/** Accounts and their grants, as they stand in the database. Closed accounts are not found. */
import type { Grant, Person } from '../access.ts';
import type { Cell, Connection } from '../data/database.server.ts';

export interface Account {
  readonly id: string;
  /** in lower case */
  readonly email: string;
  readonly name: string;
  /** PHC string */
  readonly passphrase: string;
  /** somebody else made the passphrase: until it is changed no grant counts */
  readonly mustChange: boolean;
  /** sealed key of the authenticator */
  readonly totp: string | null;
  readonly totpCounter: number;
  readonly revision: number;
  readonly grants: readonly Grant[];
}

type Reader = Pick<Connection, 'rows'>;

/** One spelling of an address. */
export const emailOf = (text: string): string => text.trim().toLowerCase();

export const accountByEmail = async (reader: Reader, email: string): Promise<Account | null> =>
  (await accounts(reader, 'email = ?', [email]))[0] ?? null;

export const accountById = async (reader: Reader, id: string): Promise<Account | null> =>
  (await accounts(reader, 'id = ?', [id]))[0] ?? null;

export const allAccounts = (reader: Reader): Promise<Account[]> => accounts(reader, 'true', []);

/** Names by id; what somebody did is told by name after the account was closed too. */
export async function namesOf(reader: Reader, ids: readonly string[]): Promise<Record<string, string>> {
  const rows = await reader.rows<{ id: string; name: string }>(
    `SELECT id, name FROM account WHERE id IN (SELECT unnest(from_json(?, '["VARCHAR"]')))`,
    [JSON.stringify([...new Set(ids)])],
  );
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
}

async function accounts(reader: Reader, condition: string, parameters: readonly Cell[]): Promise<Account[]> {
  const rows = await reader.rows<Omit<Account, 'grants'>>(
    `SELECT id, email, name, passphrase, must_change AS "mustChange", totp, totp_counter AS "totpCounter", revision
     FROM account WHERE closed_on IS NULL AND ${condition} ORDER BY name, id`,
    parameters,
  );
  const grants = await reader.rows<Grant & { account: string }>(
    `SELECT account, role, programme, territory, organisation FROM account_grant
     WHERE account IN (SELECT id FROM account WHERE closed_on IS NULL AND ${condition}) ORDER BY ALL`,
    parameters,
  );
  const byAccount = Map.groupBy(grants, ({ account }) => account);
  return rows.map((row) => ({ ...row, grants: (byAccount.get(row.id) ?? []).map(grantOf) }));
}

const grantOf = ({ role, programme, territory, organisation }: Grant): Grant => {
  return { role, programme, territory, organisation };
};

/** Who an account is when it acts. */
export function personOf({ id, email, name, grants, mustChange }: Account): Person {
  return { id, email, name, grants: mustChange ? [] : grants };
}

/** @param madeOn  YYYY-MM-DD */
export async function insertAccount(tx: Connection, account: Account, madeOn: string): Promise<void> {
  const { id, email, name, passphrase, mustChange } = account;
  await tx.run(
    `INSERT INTO account (id, email, name, passphrase, must_change, made_on) VALUES (?, ?, ?, ?, ?, ?::DATE)`,
    [id, email, name, passphrase, mustChange, madeOn],
  );
  await insertGrants(tx, id, account.grants);
}

export async function setPassphrase(tx: Connection, id: string, hash: string, mustChange: boolean): Promise<void> {
  await tx.run('UPDATE account SET passphrase = ?, must_change = ? WHERE id = ?', [hash, mustChange, id]);
}

/** @param sealed  null: no authenticator */
export async function setTotp(tx: Connection, id: string, sealed: string | null, counter: number): Promise<void> {
  await tx.run('UPDATE account SET totp = ?, totp_counter = ? WHERE id = ?', [sealed, counter, id]);
}

/** Replaces the grants and counts the revision on. */
export async function setGrants(tx: Connection, id: string, grants: readonly Grant[]): Promise<void> {
  await tx.run('DELETE FROM account_grant WHERE account = ?', [id]);
  await insertGrants(tx, id, grants);
  await tx.run('UPDATE account SET revision = revision + 1 WHERE id = ?', [id]);
}

/** Name and address stay, so that what was done can be told; nothing opens the account again, and its links end. */
export async function closeAccount(tx: Connection, id: string, closedOn: string): Promise<void> {
  await tx.run('DELETE FROM account_grant WHERE account = ?', [id]);
  await tx.run('DELETE FROM saved_view WHERE account = ?', [id]);
  await tx.run('UPDATE account SET passphrase = NULL, totp = NULL, closed_on = ?::DATE WHERE id = ?', [closedOn, id]);
}

async function insertGrants(tx: Connection, id: string, grants: readonly Grant[]): Promise<void> {
  for (const { role, programme, territory, organisation } of grants)
    await tx.run('INSERT INTO account_grant VALUES (?, ?, ?, ?, ?)', [id, role, programme, territory, organisation]);
}
