/** The calendar day of a moment where the surveys are held; nothing finer is kept of a response. */
const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Rome', dateStyle: 'short' });

/** @returns YYYY-MM-DD in Italy's time */
export function dayOf(moment: Date): string {
  return calendar.format(moment);
}

/** A clock of days that formats once a minute. */
export function dayClock(now: () => Date): () => string {
  let [minute, day] = [Number.NaN, ''];
  return () => {
    const moment = now();
    const current = Math.floor(moment.getTime() / 60_000);
    if (current !== minute) [minute, day] = [current, dayOf(moment)];
    return day;
  };
}
