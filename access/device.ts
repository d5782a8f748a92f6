/** A browser in which the owner of an account signed in before: whoever fails elsewhere on purpose does not shut it out. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { emailOf } from './account.ts';
import { cookieOf } from './cookie.ts';

/** Seconds that a browser is known. */
const longest = 180 * 24 * 60 * 60;

export interface Devices {
  /** @returns what tells this browser from others; null when it is not known for this address */
  find(cookies: string | null | undefined, email: string): string | null;
  /** The header that makes a browser known for an address. */
  write(email: string): string;
}

/**
 * By a cookie that is signed for one address and says neither whose it is nor that anybody is signed in: it opens nothing.
 * @param key  the server's key
 */
export function createDevices(key: Buffer, secure: boolean): Devices {
  const own = createHmac('sha256', key).update('device').digest();
  const cookie = cookieOf('device', secure, longest);
  const sign = (email: string, name: string) =>
    createHmac('sha256', own)
      .update(JSON.stringify([emailOf(email), name]))
      .digest();
  return {
    find: (cookies, email) => {
      const [name = '', signature = ''] = (cookie.read(cookies) ?? '').split('.');
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(email, name)];
      return given.length === right.length && timingSafeEqual(given, right) ? name : null;
    },
    write: (email) => {
      const name = randomBytes(16).toString('base64url');
      return cookie.write(`${name}.${sign(email, name).toString('base64url')}`);
    },
  };
}
