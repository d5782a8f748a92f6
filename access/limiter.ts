/** How often something may be tried. The only door to the library that counts. */
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem.ts';

const minute = 60;

export interface Limit {
  /** how often */
  readonly points: number;
  /** in how many seconds */
  readonly duration: number;
}

/**
 * So many failures each: of one account from one address, of one address, of one account from anywhere; and of one
 * account from a browser in which its owner signed in before, to which the others do not apply: whoever fails on purpose
 * from many places keeps nobody out of the own account.
 */
const limits = {
  pair: { points: 5, duration: 15 * minute },
  address: { points: 50, duration: 15 * minute },
  account: { points: 100, duration: 24 * 60 * minute },
  device: { points: 5, duration: 15 * minute },
  deviceDay: { points: 100, duration: 24 * 60 * minute },
} as const satisfies Record<string, Limit>;
type Name = keyof typeof limits;

/** Where an attempt comes from. */
export interface Sender {
  readonly address: string;
  /** what tells a browser in which this account signed in before; null: none that is known */
  readonly device: string | null;
}

export interface Limiter {
  /**
   * Counts an attempt before it is made, so that many at once are not looked at all.
   * @returns takes the attempt back, when it was right
   * @throws Problem too_many_attempts with the time to wait
   */
  attempt(account: string, sender: Sender): Promise<() => Promise<void>>;
}

/** In memory, under keys of this process: no address is kept. */
export function createLimiter(): Limiter {
  const keyOf = keysOfProcess();
  const counters = Object.fromEntries(
    Object.entries(limits).map(([name, limit]) => [name, new RateLimiterMemory(limit)]),
  ) as Record<Name, RateLimiterMemory>;
  return {
    attempt: async (account, sender) => {
      const counted = countedOf(account, sender, keyOf);
      for (const [name, key] of counted) await counters[name].consume(key).catch(refuseAttempt);
      return async () => {
        for (const [name, key] of counted)
          await (endsWhenRight.has(name) ? counters[name].delete(key) : counters[name].reward(key));
      };
    },
  };
}

/** What ends with a right attempt; from the others that one attempt alone is taken back. */
const endsWhenRight: ReadonlySet<Name> = new Set(['pair', 'device']);

/** What an attempt counts towards. The address comes first: one that is refused leaves no trace of the accounts it named. */
function countedOf(account: string, { address, device }: Sender, keyOf: KeyOf): (readonly [Name, string])[] {
  if (device !== null) {
    const key = keyOf('device', account, device);
    return [
      ['device', key],
      ['deviceDay', key],
    ];
  }
  const network = networkOf(address);
  return [
    ['address', keyOf('', network)],
    ['pair', keyOf(account, network)],
    ['account', keyOf(account)],
  ];
}

function refuseAttempt(reason: unknown): never {
  const seconds = secondsOf(reason);
  throw new Problem('too_many_attempts', { minutes: Math.ceil(seconds / 60) }, { retryAfter: seconds });
}

/**
 * Lets an address make calls that anybody may make, so often and no more. In memory, under keys of this process: no
 * address is kept. @throws Problem too_many_requests with the time to wait
 */
export function createPace(limit: Limit): RequestHandler {
  const keyOf = keysOfProcess();
  const count = createCount(limit);
  return async (request, _, next) => {
    await count(keyOf(networkOf(request.ip ?? '')));
    next();
  };
}

/** Counts calls under keys. @throws Problem too_many_requests with the time to wait, when there are too many under one */
export function createCount(limit: Limit): (key: string) => Promise<void> {
  const counter = new RateLimiterMemory(limit);
  return async (key) => void (await counter.consume(key).catch(refuseCall));
}

function refuseCall(reason: unknown): never {
  const seconds = secondsOf(reason);
  throw new Problem('too_many_requests', { seconds }, { retryAfter: seconds });
}

type KeyOf = (...parts: string[]) => string;

function keysOfProcess(): KeyOf {
  const secret = randomBytes(32);
  return (...parts) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64');
}

function secondsOf(reason: unknown): number {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  return Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
}

/** Whom an address stands for: whoever has one of IPv6 has its whole /64, with more addresses than can be counted. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined || !isIPv6(address)) return mapped ?? address;
  return wordsOf(address).slice(0, 4).join(':');
}

/** The eight words of an address of IPv6, written alike however it was written. */
export function wordsOf(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter((word) => word !== ''));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  return [...head, ...zeros, ...tail].map((word) => Number.parseInt(word, 16).toString(16));
}
