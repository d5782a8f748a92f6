/** Where answers come from, told apart for a day and in memory alone: no address is kept. */
import { createHmac, randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { RequestHandler } from 'express';
import { letNetworkBe } from '../http.ts';
import { createCount, wordsOf, type Limit } from './limiter.ts';

export interface NetworkOptions {
  readonly now: () => Date;
  /** answers from one network */
  readonly limit: Limit;
}

/**
 * Says for each request what stands for its network today, and refuses a flood from one. Whoever asks from this machine is
 * not refused: behind a proxy that does not say for whom it asks, that is everybody.
 * @throws Problem too_many_requests with the time to wait
 */
export function createNetworks({ now, limit }: NetworkOptions): RequestHandler {
  const keyOf = dailyKeys(now);
  const count = createCount(limit);
  return async (request, response, next) => {
    const address = request.ip ?? '';
    const network = keyOf(prefixOf(address));
    letNetworkBe(response, network);
    if (!isOwn(address)) await count(network);
    next();
  };
}

/** Under a key that is thrown away at the end of the day: what it made then leads nowhere. */
function dailyKeys(now: () => Date): (text: string) => string {
  let [day, secret] = ['', randomBytes(32)];
  return (text) => {
    const today = now().toISOString().slice(0, 10);
    if (today !== day) [day, secret] = [today, randomBytes(32)];
    return createHmac('sha256', secret).update(text).digest('base64');
  };
}

const isOwn = (address: string) => /^(::1|(::ffff:)?127\.[\d.]+)$/i.test(address);

/** The first 24 bits of an address, of IPv6 the first 48: what one office or one line has. */
export function prefixOf(address: string): string {
  const plain = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address;
  if (!isIPv6(plain)) return plain.split('.').slice(0, 3).join('.');
  return wordsOf(plain).slice(0, 3).join(':');
}
