import type { DayCount } from '../../../survey/contract.ts';

const oneDay = 86_400_000;

/** Each of the last days, the newest last; zero where no answer came. */
export function lastDays(days: readonly DayCount[], today: string, length: number): DayCount[] {
  const counts = new Map(days.map(({ day, n }) => [day, n]));
  return Array.from({ length }, (_, at) => {
    const day = dayAfter(today, at + 1 - length);
    return { day, n: counts.get(day) ?? 0 };
  });
}

/** How many days of a survey a chart shows: those since it opened, at least two weeks and at most half a year. */
export const fieldDays = ({ opensOn }: { readonly opensOn: string }, today: string): number =>
  Math.min(182, Math.max(14, daysUntil(opensOn, today) + 1));

/** The day that many days later, or earlier; days are YYYY-MM-DD. */
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * oneDay).toISOString().slice(0, 10);

/** How many days lie between two, from the first to the second. */
export const daysUntil = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / oneDay;
