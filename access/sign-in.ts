/** Signing in and out, and what somebody may change about the own account. */
import type { Database, Transaction } from '../data/database.server.ts';
import { Problem } from '../problem.ts';
import { accountByEmail, accountById, emailOf, setPassphrase, setTotp, type Account } from './account.ts';
import type { Audit, PasswordChange, Person, SignIn, TotpKey, TotpStep } from './contract.ts';
import type { Limiter, Sender } from './limiter.ts';
import { checkPassphrase, type Passphrases } from './passphrase.ts';
import type { Seal } from './seal.ts';
import type { Sessions } from './session.ts';
import { base32, counterOf, keyUri, newKey } from './totp.ts';

export interface SignInOptions {
  readonly database: Pick<Database, 'rows' | 'write'>;
  readonly sessions: Sessions;
  readonly passphrases: Passphrases;
  readonly limiter: Limiter;
  readonly seal: Seal;
  readonly audit: Audit;
  readonly now: () => Date;
}

/** Each gives the token of a new session in place of all it ended. `sender`: for the limit of attempts. */
export interface SigningIn {
  /** @param earlier  token of a session in the same browser, which ends @throws Problem sign_in_failed, too_many_attempts */
  signIn(input: SignIn, sender: Sender, earlier: string | null): Promise<string>;
  signOut(person: Person, token: string, everywhere: boolean): Promise<void>;
  /** @throws Problem passphrase_wrong, passphrase_weak, too_many_attempts */
  changePassphrase(person: Person, input: PasswordChange, sender: Sender): Promise<string>;
  /** First a key, for the passphrase; then a session, for a code. @throws Problem passphrase_wrong, totp_wrong */
  beginTotp(person: Person, step: TotpStep, sender: Sender): Promise<TotpKey | string>;
  /** @throws Problem passphrase_wrong, too_many_attempts */
  endTotp(person: Person, passphrase: string, sender: Sender): Promise<string>;
}

export function signingIn(options: SignInOptions): SigningIn {
  const { database, sessions, passphrases, limiter, seal, audit, now } = options;
  const offered = new Map<string, { readonly key: Buffer; readonly until: number }>();

  /** The step of the code; 0 when the account asks for none, null when it is wrong. */
  const secondFactor = ({ id, totp, totpCounter }: Account, code = ''): number | null =>
    totp === null ? 0 : counterOf(seal.open(totp, id), code, now().getTime(), totpCounter);

  const note = (tx: Transaction | null, action: string, { id }: { id: string }) =>
    audit.record(tx, { who: id, action, programme: null, object: id });

  const refuse = async (account: Account | null): Promise<never> => {
    await audit.record(null, {
      who: null,
      action: 'session.refused',
      programme: null,
      object: account?.id ?? 'unknown',
    });
    throw new Problem('sign_in_failed');
  };

  /** Another request may have changed the account, or used the code, while the passphrase was looked at. */
  const open = (seen: Account, counter: number): Promise<string | null> =>
    database.write(async (tx) => {
      const account = await accountById(tx, seen.id);
      if (account?.passphrase !== seen.passphrase || account.totp !== seen.totp) return null;
      if (account.totp !== null && counter <= account.totpCounter) return null;
      if (account.totp !== null) await setTotp(tx, account.id, account.totp, counter);
      await note(tx, 'session.open', account);
      return sessions.begin(tx, account);
    });

  /** @throws Problem passphrase_wrong */
  const proved = async ({ id, email }: Person, passphrase: string, sender: Sender): Promise<Account> => {
    const takeBack = await limiter.attempt(email, sender);
    const account = await accountById(database, id);
    const right = await passphrases.verify(passphrase, account?.passphrase ?? null);
    if (!account || !right) throw new Problem('passphrase_wrong');
    await takeBack();
    return account;
  };

  /** Changes the account and leaves it one session, a new one. */
  const renew = (id: string, action: string, change: (tx: Transaction) => Promise<void>): Promise<string> =>
    database.write(async (tx) => {
      await change(tx);
      await sessions.endAll(tx, id);
      const account = await accountById(tx, id);
      if (!account) throw new Problem('sign_in_needed');
      await note(tx, action, account);
      return sessions.begin(tx, account);
    });

  const confirmTotp = async ({ id }: Person, code: string): Promise<string> => {
    const offer = offered.get(id);
    const moment = now().getTime();
    const counter = offer && moment < offer.until ? counterOf(offer.key, code, moment, 0) : null;
    if (!offer || counter === null) throw new Problem('totp_wrong');
    offered.delete(id);
    return renew(id, 'account.totp_on', (tx) => setTotp(tx, id, seal.close(offer.key, id), counter));
  };

  return {
    signIn: async ({ email, password, totp }, sender, earlier) => {
      const takeBack = await limiter.attempt(emailOf(email), sender);
      const account = await accountByEmail(database, emailOf(email));
      const right = await passphrases.verify(password, account?.passphrase ?? null);
      if (!account || !right) return refuse(account);
      const counter = secondFactor(account, totp);
      const token = counter === null ? null : await open(account, counter);
      if (token === null) return refuse(account);
      await takeBack();
      if (earlier !== null) await sessions.end(earlier);
      return token;
    },
    signOut: async (person, token, everywhere) => {
      await sessions.end(token);
      if (everywhere) await database.write((tx) => sessions.endAll(tx, person.id));
      await note(null, everywhere ? 'session.close_all' : 'session.close', person);
    },
    changePassphrase: async (person, { current, password }, sender) => {
      const { id, email } = await proved(person, current, sender);
      checkPassphrase(password, email, current);
      const hash = await passphrases.hash(password);
      return renew(id, 'account.password', (tx) => setPassphrase(tx, id, hash, false));
    },
    beginTotp: async (person, step, sender) => {
      if ('totp' in step) return confirmTotp(person, step.totp);
      const { id, email } = await proved(person, step.password, sender);
      const key = newKey();
      offered.set(id, { key, until: now().getTime() + 10 * 60_000 });
      return { secret: base32(key), uri: keyUri(key, email) };
    },
    endTotp: async (person, passphrase, sender) => {
      const { id } = await proved(person, passphrase, sender);
      return renew(id, 'account.totp_off', (tx) => setTotp(tx, id, null, 0));
    },
  };
}
