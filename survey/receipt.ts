/** Identifiers and codes made from the server's key: what is stored opens nothing without it. */
import { createHmac, createSecretKey, hash } from 'node:crypto';

/** Crockford's base 32: no I, L, O, U, so that a code can be read aloud and typed from paper. */
const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const codeLength = 28;
/** 28 digits of 5 bits: 140 bits, in seven groups of four. */
const codeBytes = Math.ceil((codeLength * 5) / 8);

/** What one response is known by. `code` is given to the respondent and never stored. */
export interface Marks {
  /** UUID text: the first 128 bits of HMAC(key, id) */
  readonly idHmac: string;
  /** `XXXX-XXXX-XXXX-XXXX-XXXX-XXXX-XXXX` */
  readonly code: string;
  /** UUID text: 128 bits of the code's SHA-256 */
  readonly receiptHash: string;
}

export interface Receipts {
  /** The marks of a response by the id that its browser chose: the same id, the same marks. */
  readonly marksOf: (id: string) => Marks;
  /**
   * The code that invites somebody, by the random id under which the person is listed: the same id, the same code, so that
   * a letter can be printed again and no code is stored.
   */
  readonly invitationOf: (id: string) => string;
  /** The hash under which a typed code of an invitation is looked up; null when it cannot be a code. */
  readonly invitationHash: (typed: string) => string | null;
  /** Signs a statement of ours: 140 bits in base 32, in groups. */
  readonly sign: (statement: string) => string;
}

/** @param key  the server's key (`openSecret`) */
export function createReceipts(key: Buffer): Receipts {
  // as a key object it is prepared once; from bytes each HMAC would prepare it again, four times as slow
  const prepared = createSecretKey(key);
  const hmac = (text: string) => createHmac('sha512', prepared).update(text).digest();
  return {
    marksOf: (id) => {
      const bytes = hmac(`response:${id.toLowerCase()}`);
      const code = encode(bytes.subarray(16, 16 + codeBytes));
      return { idHmac: uuidText(bytes.toString('hex', 0, 16)), code: grouped(code), receiptHash: hashOf(code) };
    },
    invitationOf: (id) => grouped(encode(hmac(`invitation:${id.toLowerCase()}`).subarray(0, codeBytes))),
    invitationHash: (typed) => {
      const code = codeIn(typed);
      return code === null ? null : uuidText(hmac(`invited:${code}`).toString('hex', 0, 16));
    },
    sign: (statement) => grouped(encode(hmac(`statement:${statement}`).subarray(0, codeBytes))),
  };
}

/**
 * The hash under which a typed code is looked up; null when it cannot be a code. Case, spaces and dashes do not
 * matter; O is read as 0, I and L as 1.
 */
export function receiptHashOf(typed: string): string | null {
  const code = codeIn(typed);
  return code === null ? null : hashOf(code);
}

/** The digits of a typed code; null when it cannot be one. */
function codeIn(typed: string): string | null {
  if (typed.length > 200) return null;
  const code = typed
    .toUpperCase()
    .replace(/[\s\-–—_.]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  if (code.length !== codeLength || [...code].some((digit) => !digits.includes(digit))) return null;
  return code;
}

/** 128 bits of SHA-256 over a text, as UUID text. */
export function hash128(text: string): string {
  return uuidText(hash('sha256', text, 'hex'));
}

const hashOf = (code: string) => hash128(`receipt:${code}`);

function encode(bytes: Buffer): string {
  let [text, bits, held] = ['', 0, 0];
  for (let at = 0; text.length < codeLength; at++) {
    bits = ((bits & 31) << 8) | bytes[at]!;
    for (held += 8; held >= 5; held -= 5) text += digits[(bits >>> (held - 5)) & 31];
  }
  return text;
}

function grouped(code: string): string {
  let text = code.slice(0, 4);
  for (let at = 4; at < code.length; at += 4) text += `-${code.slice(at, at + 4)}`;
  return text;
}

function uuidText(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
