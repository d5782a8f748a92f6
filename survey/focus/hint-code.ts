/** Codes that stand for one person or account, known by their check characters. */
import type { Span } from './hint.ts';

const before = String.raw`(?<![\p{L}\p{N}])`;
const after = String.raw`(?![\p{L}\p{N}])`;
const digit = '[0-9LMNPQRSTUV]';
const fiscal = new RegExp(
  `${before}([A-Z]{3})[ -]?([A-Z]{3})[ -]?(${digit}{2}[ABCDEHLMPRST]${digit}{2})[ -]?([A-Z]${digit}{3})[ -]?([A-Z])${after}`,
  'giu',
);

/** Italian fiscal codes (DM 23 dicembre 1976), also those where letters stand for digits. */
export const fiscalCodes = (text: string): Span[] =>
  [...text.matchAll(fiscal)]
    .filter((match) => isFiscal(match.slice(1).join('').toUpperCase()))
    .map((match) => spanOf(match.index, match[0]));

/** Values of the characters in odd places, of 0–9 and of A–Z; in even places each counts what it is. */
const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
const rank = (sign: string) => (/\d/.test(sign) ? Number(sign) : sign.charCodeAt(0) - 65);

function isFiscal(code: string): boolean {
  const sum = [...code.slice(0, 15)].reduce(
    (total, sign, index) => total + (index % 2 === 0 ? odd[rank(sign)]! : rank(sign)),
    0,
  );
  return code[15] === String.fromCharCode(65 + (sum % 26));
}

const ibanStart = new RegExp(`${before}[A-Z]{2}\\d{2}(?=(?: ?[A-Z0-9]){11})`, 'gu');

/** Lengths by country, of the countries whose people may sit there. */
const lengths: Readonly<Record<string, number>> = {
  ...{ AT: 20, BE: 16, CH: 21, CY: 28, CZ: 24, DE: 22, ES: 24, FI: 18, FR: 27, GB: 22, GR: 27, IE: 22, IT: 27 },
  ...{ LT: 20, MT: 31, NL: 18, PL: 28, PT: 25, RO: 24, SE: 24, SM: 27, VA: 22 },
};

/** International account numbers (ISO 13616), written together or in groups. */
export function ibans(text: string): Span[] {
  return [...text.matchAll(ibanStart)].flatMap(({ index }) => {
    const length = lengths[text.slice(index, index + 2)];
    const stop = length === undefined ? null : endOf(text, index, length);
    return stop !== null && isIban(text.slice(index, stop).replaceAll(' ', '')) ? [{ start: index, stop }] : [];
  });
}

/** Where so many letters and digits end that are parted by single spaces at most; null when they do not. */
function endOf(text: string, start: number, length: number): number | null {
  const whole = new RegExp(`(?:[A-Z0-9] ?){${length - 1}}[A-Z0-9]${after}`, 'uy');
  whole.lastIndex = start;
  return whole.test(text) ? whole.lastIndex : null;
}

/** The remainder by 97 is 1 (ISO 7064), digit by digit. */
function isIban(code: string): boolean {
  const turned = `${code.slice(4)}${code.slice(0, 4)}`.replace(/[A-Z]/g, (sign) => String(sign.charCodeAt(0) - 55));
  return [...turned].reduce((rest, sign) => (rest * 10 + Number(sign)) % 97, 0) === 1;
}

export const spanOf = (start: number, words: string): Span => ({ start, stop: start + words.length });
