/** One cell: what it says, or why it cannot be read. */
import type { Sentence } from '../../problem-entry.ts';

/** `reason` tells what is wrong with the cell. */
export type Cell<T> = { readonly value: T } | { readonly reason: Sentence };

const value = <T>(given: T): Cell<T> => ({ value: given });
export const wrong = (it: string, en: string): { readonly reason: Sentence } => ({ reason: { it, en } });

/** Cells of a spreadsheet that were meant to be computed, or to run. */
const formula = /^[=@]|^[+-].*[|!(]/;
// eslint-disable-next-line no-control-regex -- these are what it looks for
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffd]/;

/** @param most  letters */
export function textOf(cell: string, most: number): Cell<string | null> {
  // as our own files guard what begins like a formula
  const text = cell.replace(/^'(?=\s*[=+\-@])/, '').trim();
  if (text === '') return value(null);
  if (cell === text && formula.test(text))
    return wrong('Sembra una formula: incolla il valore.', 'It looks like a formula: paste the value.');
  if (control.test(text))
    return wrong(
      'Ha caratteri illeggibili: salva il file come «CSV UTF-8».',
      'Unreadable letters: save as "CSV UTF-8".',
    );
  if (text.length > most) return wrong(`Più lungo di ${most} lettere.`, `Longer than ${most} letters.`);
  return value(text);
}

/** A name for a course or an edition, as addresses write it: `ENG 01` is `eng-01`. */
export function keyOf(cell: string): Cell<string> {
  const key = cell.trim().toLowerCase().replace(/\s+/g, '-');
  if (key === '') return wrong('Manca.', 'It is missing.');
  if (/^[a-z0-9][a-z0-9_-]{0,59}$/.test(key)) return value(key);
  return wrong('Servono lettere senza accenti, cifre, _ e -.', 'Letters without accents, digits, _ and - are needed.');
}

const groupsByDot = /^[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const groupsByComma = /^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;

/** `1200`, `1.200,50`, `1,200.50`, `€ 20,5`. Three digits after the only sign are thousands: no cost has three decimals. */
export function numberOf(cell: string, most = 100_000_000): Cell<number | null> {
  const text = cell.replace(/[\s\u00a0\u202f]|€|EUR|euro|ore$|h$/gi, '');
  if (text === '') return value(null);
  const plain = groupsByDot.test(text)
    ? text.replaceAll('.', '').replace(',', '.')
    : groupsByComma.test(text)
      ? text.replaceAll(',', '')
      : text.replace(',', '.');
  if (!/^\d{1,12}(\.\d{1,6})?$/.test(plain))
    return wrong('Serve un numero, come 1.200,50.', 'A number is needed, such as 1200.50.');
  if (Number(plain) > most) return wrong(`Al massimo ${most}.`, `At most ${most}.`);
  return value(Number(plain));
}

export function wholeOf(cell: string, least: number, most: number): Cell<number | null> {
  const read = numberOf(cell.replace(/^\s*(eqf|livello|level)\s*/i, ''));
  if ('value' in read && read.value === null) return read;
  if ('value' in read && Number.isInteger(read.value) && read.value! >= least && read.value! <= most) return read;
  return wrong(`Serve un numero intero da ${least} a ${most}.`, `A whole number from ${least} to ${most} is needed.`);
}

const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})([T ]00:00(:00)?)?$/;
const italian = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/;

/** `2026-12-31` or `31/12/2026`. @returns YYYY-MM-DD */
export function dayOf(cell: string): Cell<string> {
  const text = cell.trim();
  if (text === '') return wrong('Manca.', 'It is missing.');
  const [, y, m, d] = iso.exec(text) ?? [];
  const [, day = d, month = m, year = y] = italian.exec(text) ?? [];
  const named = `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  const moment = new Date(`${named}T00:00:00Z`);
  const isDay = !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(named);
  if (isDay && named >= '1990-01-01' && named < '2100-01-01') return value(named);
  return wrong('Serve una data, come 31/12/2026.', 'A date is needed, such as 31/12/2026 or 2026-12-31.');
}

const yes = ['1', 'si', 'sì', 'yes', 'x', 'true', 'vero'];
const no = ['', '0', 'no', 'false', 'falso'];

export function yesOf(cell: string): Cell<boolean> {
  const word = cell.trim().toLowerCase();
  if (yes.includes(word)) return value(true);
  return no.includes(word) ? value(false) : wrong('Serve sì o no.', 'Yes or no is needed.');
}

/** Names in one cell, parted by `;` or `|` or ends of lines. */
export const listOf = (cell: string): string[] =>
  cell
    .split(/[;|\n]/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
