import type { RespondentLanguage } from '../../survey/contract.ts';
import { locales } from './messages.ts';

export interface Formats {
  /** a count: 12.345 */
  count(value: number): string;
  /** a number with at most `digits` decimals, 1 unless told */
  number(value: number, digits?: number): string;
  /** a number with just so many decimals, for columns */
  fixed(value: number, digits: number): string;
  /** a share (0..1) as a percentage without decimals unless told: 0.414 → 41% */
  percent(share: number, digits?: number): string;
  /** a calendar day (YYYY-MM-DD) in words: 31 dicembre 2026 */
  day(isoDate: string): string;
  /** the same in little room: 31 dic 2026 */
  shortDay(isoDate: string): string;
  /** the time of a moment (ISO, UTC) in Italy: 14:05:09 */
  time(isoMoment: string): string;
  /** words in a row: a, b e c */
  list(words: readonly string[]): string;
  /** a name in quotation marks */
  quoted(name: string): string;
}

const made = new Map<RespondentLanguage, Formats>();

/** Numbers, dates and lists as the language writes them; server and browser agree. */
export function formats(language: RespondentLanguage): Formats {
  const known = made.get(language) ?? make(locales[language]);
  made.set(language, known);
  return known;
}

function make(locale: string): Formats {
  const numbers = new Map<string, Intl.NumberFormat>();
  const number = (options: Intl.NumberFormatOptions) => {
    const key = JSON.stringify(options);
    const known = numbers.get(key) ?? new Intl.NumberFormat(locale, { useGrouping: 'always', ...options });
    numbers.set(key, known);
    return known;
  };
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const shortDays = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const times = new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone: 'Europe/Rome', hourCycle: 'h23' });
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' });
  return {
    count: (value) => number({ maximumFractionDigits: 0 }).format(value),
    number: (value, digits = 1) => number({ maximumFractionDigits: digits }).format(value),
    fixed: (value, digits) => number({ minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value),
    percent: (share, digits = 0) =>
      number({ style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits }).format(share),
    day: (isoDate) => days.format(new Date(`${isoDate}T00:00:00Z`)),
    shortDay: (isoDate) => shortDays.format(new Date(`${isoDate}T00:00:00Z`)),
    time: (isoMoment) => times.format(new Date(isoMoment)),
    list: (words) => lists.format(words),
    quoted: (name) => (locale === locales.it ? `«${name}»` : `“${name}”`),
  };
}
