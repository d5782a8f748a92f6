/** Answers that go on on another device: encrypted here under a code that the server never sees. */
import type { DraftKept, KeptDraft, RespondentLanguage } from '../../../../survey/contract.ts';
import { api, ApiFault } from '../../api.ts';
import type { Draft } from '../draft.ts';
import { bareCode, groupsOfFour } from '../receipt-code.ts';

/** Crockford's base 32, as on receipts. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 28 digits of 5 bits: 140 bits. */
const length = 28;

export type Saved = Omit<Draft, 'code' | 'reached' | 'keptAt'>;

/** A new code, in groups of four. */
export const newCode = (): string => grouped(encode(crypto.getRandomValues(new Uint8Array(length))));

/** The code as it was made: small letters, spaces and likely slips of the hand do not matter; null when it is none. */
export function readCode(typed: string): string | null {
  const code = bareCode(typed).replace(/O/g, '0').replace(/[IL]/g, '1');
  return code.length === length && [...code].every((digit) => digits.includes(digit)) ? grouped(code) : null;
}

/** Where the code opens its answers; it stands in the fragment, which browsers never send. */
export const resumeAddress = (page: string, code: string): string => `${page}#riprendi=${code}`;

/** The code of an address, if it has one. */
export const codeInAddress = (hash: string): string | null => readCode(/^#riprendi=(.+)$/.exec(hash)?.[1] ?? '');

/** @returns the last day on which the code opens it. @throws ApiFault, TypeError without a network */
export async function saveFor(code: string, survey: string, draft: Saved, language: RespondentLanguage) {
  const { key, lookup } = await keysOf(code);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const words = new TextEncoder().encode(JSON.stringify(draft));
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, words));
  const body = { survey, ciphertext: base64([...iv, ...sealed]) };
  return (await api<DraftKept>('/draft', { language, method: 'PUT', body, draft: lookup })).expiresOn;
}

/** What a code opens. @throws ApiFault `draft_unknown`, TypeError without a network, DOMException when it was tampered with */
export async function openBy(code: string, language: RespondentLanguage): Promise<{ survey: string; draft: Saved }> {
  const { key, lookup } = await keysOf(code);
  const { survey, ciphertext } = await api<KeptDraft>('/draft', { language, draft: lookup });
  const bytes = Uint8Array.from(atob(ciphertext.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0));
  const words = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes.slice(0, 12) }, key, bytes.slice(12));
  return { survey, draft: JSON.parse(new TextDecoder().decode(words)) as Saved };
}

/** Takes it away at the server; without a network it goes by itself when its time is over. */
export async function dropFor(code: string, language: RespondentLanguage): Promise<void> {
  const { lookup } = await keysOf(code);
  await api('/draft', { language, method: 'DELETE', draft: lookup, keepalive: true }).catch((error: unknown) => {
    if (!(error instanceof TypeError || error instanceof ApiFault)) throw error;
  });
}

/** What encrypts, and what the server is asked with: neither tells the other, nor the code. */
async function keysOf(code: string): Promise<{ key: CryptoKey; lookup: string }> {
  const secret = await crypto.subtle.importKey('raw', text(bareCode(code)), 'HKDF', false, ['deriveBits', 'deriveKey']);
  const told = (info: string) => ({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: text(info) });
  const aes = { name: 'AES-GCM', length: 256 };
  const key = await crypto.subtle.deriveKey(told('draft key'), secret, aes, false, ['encrypt', 'decrypt']);
  const bits = await crypto.subtle.deriveBits(told('draft lookup'), secret, 256);
  return { key, lookup: encode(new Uint8Array(bits).slice(0, length)) };
}

const text = (words: string) => new TextEncoder().encode(words);
const grouped = (code: string) => groupsOfFour(code).join('-');

/** Five bits of each byte, which is as random as the bytes are. */
const encode = (bytes: Uint8Array) => Array.from(bytes, (byte) => digits[byte & 31]).join('');

const base64 = (bytes: readonly number[]) =>
  btoa(bytes.map((byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '');
