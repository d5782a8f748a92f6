/** Codes of an authenticator: RFC 4226 and RFC 6238 as all authenticators take them (SHA-1, six digits, 30 seconds). */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const step = 30;
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The number of the 30-second step in which a moment lies. */
export const counterAt = (milliseconds: number): number => Math.floor(milliseconds / 1000 / step);

/** The code of a step. */
export function codeOf(key: Buffer, counter: number, digits = 6): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac('sha1', key).update(message).digest();
  const number = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The step that a code is of: this one, the one before or the one after, for clocks that differ; null when it is of none.
 * @param after  the last step for which a code was taken: none is taken twice
 */
export function counterOf(key: Buffer, code: string, milliseconds: number, after: number): number | null {
  const typed = Buffer.from(code.replace(/\s/g, ''));
  const now = counterAt(milliseconds);
  const matches = [now - 1, now, now + 1].filter((counter) => {
    const right = Buffer.from(codeOf(key, counter));
    return typed.length === right.length && timingSafeEqual(typed, right) && counter > after;
  });
  return matches[0] ?? null;
}

/** A key of 160 bits, as RFC 4226 asks. */
export const newKey = (): Buffer => randomBytes(20);

/** RFC 4648, without padding. */
export function base32(bytes: Buffer): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? []).map((five) => letters[Number.parseInt(five.padEnd(5, '0'), 2)]).join('');
}

/** What the QR code of a key says. */
export function keyUri(key: Buffer, email: string): string {
  const issuer = 'Fabbisogni';
  return `otpauth://totp/${issuer}:${encodeURIComponent(email)}?secret=${base32(key)}&issuer=${issuer}`;
}
