/**
 * Who is signed in. Held in memory, where every request looks; the database has the same list for the next start. It
 * holds hashes only: whoever reads it cannot sign in with it.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { Person } from '../access.ts';
import type { Connection, Database } from '../data/database.server.ts';
import { allAccounts, personOf, type Account } from './account.ts';

const minute = 60_000;
/** Milliseconds: unused for so long, or that old, a session is over. */
export const idleLimit = 30 * minute;
export const ageLimit = 8 * 60 * minute;

export interface HeldSession {
  readonly person: Person;
  readonly mustChange: boolean;
  readonly totp: boolean;
}

interface Session extends HeldSession {
  readonly beganAt: number;
  seenAt: number;
  /** what the database has for `seenAt` */
  storedAt: number;
}

export interface Sessions {
  /** The session of a token, which it keeps alive; null for any that is over or never was. */
  find(token: string): HeldSession | null;
  /** Begins a session inside the transaction that read the account. @returns its token, told to nobody else */
  begin(tx: Connection, account: Account): Promise<string>;
  /** Ends one session at once, whether or not the database can be told. */
  end(token: string): Promise<void>;
  endAll(tx: Connection, account: string): Promise<void>;
  /** Resolves when what is under way has been stored. */
  settled(): Promise<void>;
}

type Options = { database: Pick<Database, 'rows' | 'write'>; now: () => Date; report: (error: unknown) => void };

/** Reads the sessions that are still good. @param report  told when the last use of a session could not be stored */
export async function openSessions({ database, now, report }: Options): Promise<Sessions> {
  const all = await readSessions(database);
  let storing: Promise<void> = Promise.resolve();

  const touch = (hash: string, session: Session, moment: number) => {
    session.seenAt = moment;
    if (moment - session.storedAt < minute) return;
    session.storedAt = moment;
    const store = () =>
      database.write((tx) => tx.run('UPDATE session SET seen_at = ? WHERE token_hash = ?', [moment, hash]));
    storing = storing.then(store).catch(report);
  };
  return {
    find: (token) => {
      const [hash, moment] = [hashOf(token), now().getTime()];
      const session = all.get(hash);
      if (session === undefined) return null;
      if (isOver(session, moment)) {
        all.delete(hash);
        return null;
      }
      touch(hash, session, moment);
      return session;
    },
    begin: async (tx, account) => {
      const token = randomBytes(32).toString('base64url');
      const moment = now().getTime();
      await tx.run('DELETE FROM session WHERE began_at <= ? OR seen_at <= ?', [moment - ageLimit, moment - idleLimit]);
      await tx.run('INSERT INTO session VALUES (?, ?, ?, ?)', [hashOf(token), account.id, moment, moment]);
      for (const [hash, session] of all) if (isOver(session, moment)) all.delete(hash);
      all.set(hashOf(token), sessionOf(account, moment, moment));
      return token;
    },
    end: async (token) => {
      const hash = hashOf(token);
      all.delete(hash);
      await database.write((tx) => tx.run('DELETE FROM session WHERE token_hash = ?', [hash]));
    },
    endAll: async (tx, account) => {
      await tx.run('DELETE FROM session WHERE account = ?', [account]);
      for (const [hash, { person }] of all) if (person.id === account) all.delete(hash);
    },
    settled: () => storing,
  };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

const isOver = ({ beganAt, seenAt }: Session, moment: number) =>
  moment - beganAt >= ageLimit || moment - seenAt >= idleLimit;

function sessionOf(account: Account, beganAt: number, seenAt: number): Session {
  const { mustChange, totp } = account;
  return { person: personOf(account), mustChange, totp: totp !== null, beganAt, seenAt, storedAt: seenAt };
}

async function readSessions(database: Pick<Database, 'rows'>): Promise<Map<string, Session>> {
  const accounts = new Map((await allAccounts(database)).map((account) => [account.id, account]));
  const rows = await database.rows<{ hash: string; account: string; beganAt: number; seenAt: number }>(
    `SELECT token_hash AS hash, account, began_at::DOUBLE AS "beganAt", seen_at::DOUBLE AS "seenAt" FROM session`,
  );
  return new Map(
    rows.flatMap(({ hash, account, beganAt, seenAt }): [string, Session][] => {
      const owner = accounts.get(account);
      return owner ? [[hash, sessionOf(owner, beganAt, seenAt)]] : [];
    }),
  );
}
