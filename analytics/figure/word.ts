/** Letters of a figure's identifier: base 32, small letters and the digits 2–7, so that none is taken for another. */
import { createHash } from 'node:crypto';

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** So many letters of the SHA-256 of a value written as JSON: five bits each. */
export function identifier(value: unknown, length: number): string {
  const digest = createHash('sha256').update(JSON.stringify(value)).digest();
  return Array.from(digest.subarray(0, length), (byte) => letter(byte % 32)).join('');
}

/** A letter for a number from 0 to 31. */
export const letter = (number: number): string => alphabet[number] ?? outside(number);

const longest = 31;

/** A count: one letter up to 30; from there on the last letter and two more. */
export function writeCount(count: number): string {
  if (count < longest) return letter(count);
  return letter(longest) + letter(Math.floor(count / 32)) + letter(count % 32);
}

/** Reads letters one after another. */
export interface Reader {
  /** @throws RangeError when there are not so many left */
  take(length: number): string;
  number(): number;
  count(): number;
  /** letters that nobody has read */
  left(): number;
}

/** Small or capital, with or without hyphens and spaces: as people copy it from paper. */
export function readLetters(text: string): Reader {
  const letters = text.toLowerCase().replace(/[\s-]/g, '');
  let place = 0;
  const take = (length: number) => {
    place += length;
    return place <= letters.length ? letters.slice(place - length, place) : outside(place);
  };
  const number = () => {
    const found = alphabet.indexOf(take(1));
    return found < 0 ? outside(place) : found;
  };
  const count = () => {
    const first = number();
    return first < longest ? first : number() * 32 + number();
  };
  return { take, number, count, left: () => letters.length - place };
}

/** In groups of four, as it is printed. */
export const grouped = (letters: string): string => letters.match(/.{1,4}/g)?.join('-') ?? '';

function outside(value: number): never {
  throw new RangeError(`no letter for ${value}`);
}
