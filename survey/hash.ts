import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical.ts';

/** SHA-256 of a value's canonical JSON, in hex: equal for equal content, whatever the order of keys. */
export function hashOf(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}
