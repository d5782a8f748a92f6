/** Passphrases: argon2id, by Node's own crypto. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Problem } from '../problem.ts';
import { passphraseLength } from './contract.ts';

const derive = promisify(argon2);

/** kB of memory and passes: twice the least that OWASP asks for; about 0.1 s. */
const strong: Cost = { memory: 47_104, passes: 2, parallelism: 1 };

export interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

export interface Passphrases {
  /** @returns a PHC string: algorithm, cost, salt and hash */
  hash(passphrase: string): Promise<string>;
  /** @param stored  null where there is no account: the same work is done, and the answer is no */
  verify(passphrase: string, stored: string | null): Promise<boolean>;
}

/**
 * One hash at a time: each takes a core and 46 MB, and answers are stored meanwhile.
 * @param cost  of new hashes; a stored one tells its own
 * @throws Problem too_many_attempts when too many wait already
 */
export function createPassphrases(cost = strong): Passphrases {
  const nobody = { by: cost, salt: randomBytes(16), hash: randomBytes(32) };
  const inTurn = createTurns(20);
  const hashed = (passphrase: string, salt: Buffer, by: Cost, length: number) =>
    inTurn(() => derive('argon2id', { message: passphrase.normalize('NFKC'), nonce: salt, tagLength: length, ...by }));
  return {
    hash: async (passphrase) => {
      const salt = randomBytes(16);
      return written(cost, salt, await hashed(passphrase, salt, cost, 32));
    },
    verify: async (passphrase, stored) => {
      const { by, salt, hash } = stored === null ? nobody : read(stored);
      const equal = timingSafeEqual(await hashed(passphrase, salt, by, hash.length), hash);
      return equal && stored !== null;
    },
  };
}

/**
 * @param before  the passphrase that it takes the place of
 * @throws Problem passphrase_weak
 */
export function checkPassphrase(passphrase: string, email: string, before?: string): void {
  const characters = [...passphrase.normalize('NFKC')];
  const { least, most } = passphraseLength;
  const plain = new Set(characters).size < 6 || passphrase.toLowerCase().includes(email.toLowerCase());
  if (characters.length < least || characters.length > most || plain || passphrase === before)
    throw new Problem('passphrase_weak', { least, most });
}

/** A passphrase for somebody else to change: 120 random bits in groups of four. */
export function randomPassphrase(): string {
  const letters = Array.from(randomBytes(24), (byte) => 'abcdefghijkmnpqrstuvwxyz23456789'[byte % 32]).join('');
  return letters.match(/.{4}/g)!.join('-');
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replace(/=+$/, '');

function written({ memory, passes, parallelism }: Cost, salt: Buffer, hash: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(hash)}`;
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

function read(stored: string): { by: Cost; salt: Buffer; hash: Buffer } {
  const found = form.exec(stored);
  if (!found) throw new Error('a stored passphrase is no argon2id string');
  const [memory = 0, passes = 0, parallelism = 0] = found.slice(1, 4).map(Number);
  const [salt, hash] = [found[4]!, found[5]!].map((text) => Buffer.from(text, 'base64'));
  return { by: { memory, passes, parallelism }, salt: salt!, hash: hash! };
}

/** Work done one after the other, with at most so many waiting. */
function createTurns(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return (work) => {
    if (waiting >= most) throw new Problem('too_many_attempts', { minutes: 1 }, { retryAfter: 10 });
    waiting += 1;
    const turn = last.then(work).finally(() => (waiting -= 1));
    last = turn.catch(() => undefined);
    return turn;
  };
}
