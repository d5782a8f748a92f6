import { createHash } from 'node:crypto';
import type { ResponseEntry } from '../../data/database.server.ts';

/** A UUID that depends on the words alone. */
export function uuidOf(words: string): string {
  const hex = createHash('sha256').update(words).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}

/** An accepted answer as intake hands it over; equal names give equal answers. */
export function entryOf(name: string, changes: Partial<ResponseEntry> = {}): ResponseEntry {
  return {
    idHmac: uuidOf(`id ${name}`),
    bodyHash: uuidOf(`body ${name}`),
    survey: 'basilicata-citizens-2026',
    version: 1,
    wave: '2026',
    language: 'it',
    mode: 'web',
    noticeVersion: '1',
    day: '2026-05-01',
    receiptHash: uuidOf(`receipt ${name}`),
    raw: JSON.stringify({ municipality: '076063', need_digital: ['email'], note: `è «${name}»\u0000 \u{1F600} "\\` }),
    marks: [],
    ...changes,
  };
}
