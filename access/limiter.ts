/** How often a passphrase may be tried. */
import { createHmac, randomBytes } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Problem } from '../problem.ts';

const minute = 60;

/** So many failures each: of one account from one address, of one address, of one account from anywhere. */
const limits = [
  { points: 5, duration: 15 * minute },
  { points: 50, duration: 15 * minute },
  { points: 100, duration: 24 * 60 * minute },
] as const;

export interface Limiter {
  /**
   * Counts an attempt before it is made, so that many at once are not looked at all.
   * @returns takes the attempt back, when it was right
   * @throws Problem too_many_attempts with the time to wait
   */
  attempt(account: string, address: string): Promise<() => Promise<void>>;
}

/** In memory, under keys of this process: no address is kept. */
export function createLimiter(): Limiter {
  const secret = randomBytes(32);
  const keyOf = (...parts: string[]) => createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64');
  const limiters = limits.map((options) => new RateLimiterMemory(options));
  return {
    attempt: async (account, address) => {
      const keys = [keyOf(account, address), keyOf('', address), keyOf(account)];
      for (const [index, limiter] of limiters.entries()) await limiter.consume(keys[index]!).catch(refuse);
      return async () => {
        await limiters[0]!.delete(keys[0]!);
        await Promise.all([1, 2].map((index) => limiters[index]!.reward(keys[index]!)));
      };
    },
  };
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  throw new Problem('too_many_attempts', { minutes: Math.ceil(seconds / 60) }, { retryAfter: seconds });
}
