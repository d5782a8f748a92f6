/**
 * What in a free text tells who somebody is or how to reach them: e-mail addresses, telephone numbers, Italian tax codes,
 * IBANs. Browser and server look with the same eyes. Each pattern reads a text once, whatever stands in it.
 */

import { findPhones } from './personal-phone.ts';

export const personalKinds = ['email', 'phone', 'fiscalCode', 'iban'] as const;
export type PersonalKind = (typeof personalKinds)[number];

/** Where it stands: from `start` up to before `end`. */
export interface PersonalSpan {
  readonly kind: PersonalKind;
  readonly start: number;
  readonly end: number;
}

/** What stands in a stored text in place of it. */
export const personalWords: Readonly<Record<PersonalKind, string>> = {
  email: '[e-mail]',
  phone: '[telefono]',
  fiscalCode: '[codice fiscale]',
  iban: '[IBAN]',
};

interface Pattern {
  readonly kind: PersonalKind;
  readonly pattern: RegExp;
  readonly is: (found: string) => boolean;
}

/** The first that finds a place keeps it: an IBAN holds digits that look like a telephone number. */
const patterns: readonly Pattern[] = [
  {
    kind: 'email',
    // bounded on both sides of the sign, as addresses are: a text of dots must not be read again from each dot
    pattern: /(?<![\w.%+-])[\w.%+-]{1,64}@(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}(?![\p{L}\d])/gu,
    is: () => true,
  },
  { kind: 'iban', pattern: /(?<![A-Z0-9])[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?![A-Z0-9])/gi, is: isIban },
  {
    kind: 'fiscalCode',
    pattern:
      /(?<![A-Z0-9])[A-Z]{3} ?[A-Z]{3} ?[\dLMNPQRSTUV]{2}[A-EHLMPRST][\dLMNPQRSTUV]{2} ?[A-Z][\dLMNPQRSTUV]{3}[A-Z](?![A-Z0-9])/gi,
    is: isFiscalCode,
  },
];

/** Everything of that kind in a text, from its beginning to its end; nothing overlaps. */
export function findPersonal(text: string): PersonalSpan[] {
  const found: PersonalSpan[] = [];
  const keep = (span: PersonalSpan | null) => {
    if (span && !found.some(({ start, end }) => span.start < end && start < span.end)) found.push(span);
  };
  for (const { kind, pattern, is } of patterns)
    for (const match of text.matchAll(pattern)) keep(trimmed(kind, match.index, match[0], is));
  for (const { start, end } of findPhones(text)) keep({ kind: 'phone', start, end });
  return found.toSorted((a, b) => a.start - b.start);
}

/** The text with the word of its kind in place of each; never longer than it was. */
export function redactPersonal(text: string): string {
  let [result, at] = ['', 0];
  for (const { kind, start, end } of findPersonal(text)) {
    const word = personalWords[kind];
    result += text.slice(at, start) + (word.length <= end - start ? word : '[…]');
    at = end;
  }
  return result + text.slice(at);
}

/** The text without it, and without the gap that it leaves. */
export function removePersonal(text: string): string {
  const kept = findPersonal(text).reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
  return kept.replace(/ {2,}/g, ' ').trim();
}

/** An IBAN runs on into the words after it, where these are in capitals: the longest beginning that is one counts. */
function trimmed(
  kind: PersonalKind,
  start: number,
  match: string,
  is: (found: string) => boolean,
): PersonalSpan | null {
  const length = kind === 'iban' ? ibanLength(match) : match.length;
  if (length === 0 || !is(match.slice(0, length))) return null;
  return { kind, start, end: start + length };
}

/** Characters of an IBAN by its country, from the registry of ISO 13616 (SWIFT), for Europe. */
const lengths: Readonly<Record<string, number>> = {
  ...{ AD: 24, AL: 28, AT: 20, BA: 20, BE: 16, BG: 22, CH: 21, CY: 28, CZ: 24, DE: 22, DK: 18, EE: 20, ES: 24, FI: 18 },
  ...{ FO: 18, FR: 27, GB: 22, GE: 22, GI: 23, GL: 18, GR: 27, HR: 21, HU: 28, IE: 22, IS: 26, IT: 27, LI: 21, LT: 20 },
  ...{ LU: 20, LV: 21, MC: 27, MD: 24, ME: 22, MK: 19, MT: 31, NL: 18, NO: 15, PL: 28, PT: 25, RO: 24, RS: 22, SE: 24 },
  ...{ SI: 19, SK: 24, SM: 27, TR: 26, UA: 29, VA: 22, XK: 20 },
};

/** How many characters of a match, spaces included, are the IBAN of its country; 0 when it is too short. */
function ibanLength(match: string): number {
  const wanted = lengths[match.slice(0, 2).toUpperCase()];
  if (wanted === undefined) return 0;
  let signs = 0;
  for (let at = 0; at < match.length; at++) if (match[at] !== ' ' && ++signs === wanted) return at + 1;
  return 0;
}

/** ISO 7064 modulo 97: the country and the check digits at the end, letters as 10 to 35, leave 1. */
function isIban(found: string): boolean {
  const bare = found.replaceAll(' ', '').toUpperCase();
  let rest = 0;
  for (const sign of bare.slice(4) + bare.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Values at odd places, by digit or letter (A as 0): D.M. 23 December 1976. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

/** Digits may stand as letters where two people would have the same code; the last letter checks all. */
function isFiscalCode(found: string): boolean {
  const code = found.replaceAll(' ', '').toUpperCase();
  let sum = 0;
  for (let at = 0; at < 15; at++) {
    const sign = code.charCodeAt(at);
    const value = sign < 65 ? sign - 48 : sign - 65;
    sum += at % 2 === 0 ? odd[value]! : value;
  }
  return code.charCodeAt(15) === 65 + (sum % 26);
}
