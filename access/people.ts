/** The staff: who may do what, kept by administrators, each within the own scope. */
import { randomUUID } from 'node:crypto';
import { demand, may, type AuditEntry, type Grant } from '../access.ts';
import type { Connection, Database, Transaction } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import * as store from './account.ts';
import type { Account } from './account.ts';
import type { Audit, MadeMember, MemberChange, NewMember, Person, StaffMember } from './contract.ts';
import { isOidcAccount } from './oidc-account.ts';
import { randomPassphrase, type Passphrases } from './passphrase.ts';
import { demandScope, placeOf } from './scope.ts';
import type { Sessions } from './session.ts';

export interface PeopleOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly sessions: Pick<Sessions, 'endAll'>;
  readonly passphrases: Pick<Passphrases, 'hash'>;
  readonly audit: Audit;
  /** YYYY-MM-DD */
  readonly today: () => string;
}

/** Every change ends the sessions of whom it is about. What lies outside the administrator's scope is `not_found`. */
export interface People {
  /** Whoever has a grant within the scope. */
  list(actor: Person): Promise<StaffMember[]>;
  /** @throws Problem unknown_scope, scope_without_programme, own_rights */
  make(actor: Person, input: NewMember): Promise<MadeMember>;
  /** @throws Problem those of `make`; revision_conflict, last_administrator, oidc_account */
  change(actor: Person, id: string, input: MemberChange): Promise<MadeMember>;
  /** Takes away every grant within the scope; an account without any is closed. @throws Problem last_administrator */
  remove(actor: Person, id: string): Promise<void>;
}

/** An account with its grants as an administrator may see and change them, and the others, which stay. */
interface Target {
  readonly account: Account;
  readonly mine: readonly Grant[];
  readonly others: readonly Grant[];
}

export function peopleOf({ database, sessions, passphrases, audit, today }: PeopleOptions): People {
  const target = async (tx: Pick<Connection, 'rows'>, actor: Person, account: Account): Promise<Target> => {
    const [mine, others]: [Grant[], Grant[]] = [[], []];
    for (const grant of account.grants)
      (may(actor, 'people.manage', await placeOf(tx, grant)) ? mine : others).push(grant);
    return { account, mine, others };
  };
  const isVisible = (actor: Person, { mine, account }: Target) =>
    mine.length > 0 || (account.grants.length === 0 && may(actor, 'people.manage', {}));

  /** The actor's grants are read again: another administrator may just have taken them away. */
  const found = async (tx: Connection, actor: Person, id: string): Promise<Target & { actor: Person }> => {
    const [self, account] = [await store.accountById(tx, actor.id), await store.accountById(tx, id)];
    const now = self ? store.personOf(self) : { ...actor, grants: [] };
    const seen = account && (await target(tx, now, account));
    if (!seen || !isVisible(now, seen)) throw new Problem('not_found', { value: id.slice(0, 80) });
    return { ...seen, actor: now };
  };

  /** @param held  what somebody has already: it may be about what is no longer there */
  const demandAll = async (
    tx: Pick<Connection, 'rows'>,
    actor: Person,
    grants: readonly Grant[],
    held: readonly Grant[] = [],
  ) => {
    for (const grant of grants) demand(actor, 'people.manage', await placeOf(tx, grant), wordsOf(grant));
    for (const grant of without(grants, held)) await demandScope(tx, grant);
  };

  /** Writes the grants, notes each that came or went, and ends the sessions. @throws Problem last_administrator */
  const rewrite = async (tx: Transaction, actor: Person, account: Account, grants: readonly Grant[]) => {
    const note = (action: string, list: readonly Grant[]) =>
      noteGrants(tx, audit, { who: actor.id, action, object: account.id }, list);
    const before = await administrators(tx);
    await store.setGrants(tx, account.id, grants);
    if (before > 0 && (await administrators(tx)) === 0) throw new Problem('last_administrator');
    await note('right.give', without(grants, account.grants));
    await note('right.take', without(account.grants, grants));
    await sessions.endAll(tx, account.id);
  };

  const memberIn = async (tx: Connection, actor: Person, id: string): Promise<StaffMember> => {
    const account = await store.accountById(tx, id);
    if (!account) throw new Error('a member that was just written is there');
    return told(await target(tx, actor, account));
  };

  return {
    list: async (actor) => {
      const members: StaffMember[] = [];
      for (const account of await store.allAccounts(database)) {
        const seen = await target(database, actor, account);
        if (isVisible(actor, seen)) members.push(told(seen));
      }
      return members;
    },
    make: async (actor, input) => {
      // before the work of a hash; once more below, with the rights as they are then
      await demandAll(database, actor, input.grants);
      const password = randomPassphrase();
      const hash = await passphrases.hash(password);
      return database.write(async (tx) => {
        const self = await store.accountById(tx, actor.id);
        if (!self) throw new Problem('sign_in_needed');
        await demandAll(tx, store.personOf(self), input.grants);
        const email = store.emailOf(input.email);
        if (email === self.email) throw new Problem('own_rights');
        const known = await store.accountByEmail(tx, email);
        const account = known ?? blank(email, input.name, hash);
        if (!known) await store.insertAccount(tx, account, today());
        await rewrite(tx, actor, account, distinct([...account.grants, ...input.grants]));
        return { member: await memberIn(tx, actor, account.id), password: known ? null : password };
      });
    },
    change: async (actor, id, { revision, grants, reset }) => {
      const password = reset ? randomPassphrase() : null;
      const hash = password === null ? null : await passphrases.hash(password);
      return database.write(async (tx) => {
        const { account, mine, others, actor: now } = await found(tx, actor, id);
        if (account.revision !== revision) throw new Problem('revision_conflict', { value: account.revision });
        await demandAll(tx, now, grants, mine);
        if (id === actor.id && (reset || without(grants, mine).length > 0)) throw new Problem('own_rights');
        if (hash !== null && others.length > 0) throw new Problem('not_found', { value: id });
        await rewrite(tx, actor, account, distinct([...others, ...grants]));
        if (hash !== null) await resetAccount(tx, audit, actor, id, hash);
        return { member: await memberIn(tx, actor, id), password };
      });
    },
    remove: (actor, id) =>
      database.write(async (tx) => {
        const { account, others } = await found(tx, actor, id);
        await rewrite(tx, actor, account, others);
        if (others.length === 0) await store.closeAccount(tx, id, today());
      }),
  };
}

/** A new account, whose passphrase its owner must change. */
export function blank(email: string, name: string, passphrase: string, mustChange = true): Account {
  const fresh = { totp: null, totpCounter: 0, revision: 1, grants: [] };
  return { id: randomUUID(), email: store.emailOf(email), name, passphrase, mustChange, ...fresh };
}

async function resetAccount(tx: Transaction, audit: Audit, actor: Person, id: string, hash: string): Promise<void> {
  if (await isOidcAccount(tx, id)) throw new Problem('oidc_account');
  await store.setPassphrase(tx, id, hash, true);
  await store.setTotp(tx, id, null, 0);
  await audit.record(tx, { who: actor.id, action: 'account.reset', programme: null, object: id });
}

/** How many may administer everything. */
async function administrators(tx: Connection): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(
    `SELECT count(DISTINCT account)::INTEGER AS n FROM account_grant
     WHERE role = 'administrator' AND programme IS NULL AND territory IS NULL AND organisation IS NULL`,
  );
  return row?.n ?? 0;
}

const wordsOf = ({ role, programme, territory, organisation }: Grant) =>
  [role, programme, territory, organisation].filter((part) => part !== null).join(' ');
const without = (some: readonly Grant[], those: readonly Grant[]) =>
  some.filter((one) => !those.some((other) => wordsOf(other) === wordsOf(one)));
const distinct = (grants: readonly Grant[]) => [...new Map(grants.map((grant) => [wordsOf(grant), grant])).values()];

function noted({ role, programme, territory, organisation }: Grant) {
  return { programme, detail: { role, ...(territory && { territory }), ...(organisation && { organisation }) } };
}

/** One line a right that came or went. */
export async function noteGrants(
  tx: Transaction,
  audit: Audit,
  act: Pick<AuditEntry, 'who' | 'action' | 'object'>,
  grants: readonly Grant[],
): Promise<void> {
  for (const grant of grants) await audit.record(tx, { ...act, ...noted(grant) });
}

function told({ account: { id, email, name, totp, revision }, mine }: Target): StaffMember {
  return { id, email, name, totp: totp !== null, revision, grants: mine };
}
