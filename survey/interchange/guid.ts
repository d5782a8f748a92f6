/** Identifiers of things that have none with us, or that come from a program which makes them differently. */
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** The same words give the same identifier, on any machine and day. */
export function derivedGuid(...words: readonly string[]): string {
  const hex = createHash('sha256').update(JSON.stringify(words)).digest('hex');
  const variant = ((Number.parseInt(hex[16]!, 16) & 3) | 8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant + hex.slice(17, 20),
    hex.slice(20, 32),
  ].join('-');
}

const ours = z.uuidv4();

/** An identifier of a file as we keep it: in small letters, without braces; one of another making gives one of ours. */
export function keptGuid(guid: string): string {
  const plain = guid.replace(/[{}]/g, '').toLowerCase();
  return ours.safeParse(plain).success ? plain : derivedGuid('guid', plain);
}
