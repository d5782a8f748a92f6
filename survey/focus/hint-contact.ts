/** Ways to reach somebody. */
import { spanOf } from './hint-code.ts';
import type { Span } from './hint.ts';

const email = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63})+/gu;

export const emails = (text: string): Span[] =>
  [...text.matchAll(email)].map(({ index, 0: words }) => spanOf(index, words));

const number = /(?<![\p{L}\p{N}.,/€-])(?:\+ ?|\(0)?\d(?:[ ./)-]{0,2}\d){5,14}(?![\p{L}\p{N}])/gu;

/** Numbers that are written as telephones are; days, years and amounts are not. */
export const phones = (text: string): Span[] =>
  [...text.matchAll(number)]
    .filter(({ 0: words }) => isPhone(words))
    .map(({ index, 0: words }) => spanOf(index, words));

const day = /^\d{1,2}[./-]\d{1,2}[./-](\d{2}|\d{4})$|^\d{4}[./-]\d{1,2}[./-]\d{1,2}$/;
const amount = /^\d{1,3}([. ]\d{3})+$/;

function isPhone(words: string): boolean {
  const digits = words.replace(/\D/g, '');
  if (day.test(words)) return false;
  if (/^(\+|00)/.test(words)) return digits.length >= 8;
  if (/^\(?0/.test(words)) return digits.length >= 6 && digits.length <= 11;
  // a mobile of Italy; nine digits as in Spain, Poland and Portugal; ten as in Greece; eight as in Cyprus
  if (/^3\d{8,9}$/.test(digits)) return !amount.test(words) || digits.length === 10;
  if (amount.test(words) && !/^[5-9]\d\d \d{3} (?!000)\d{3}$/.test(words)) return false;
  return /^[5-9]\d{8}$|^69\d{8}$|^9[4-9]\d{6}$/.test(digits);
}
