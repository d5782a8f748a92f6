import { Problem } from '../../problem.ts';

const minute = 60_000;

/**
 * How many forms a minute are looked at under one token, of all senders together: nothing is kept that tells one sender
 * from another. Tokens are forgotten with their minute. @returns what is called with the token @throws Problem too_many_forms
 */
export function createPace(now: () => Date, most: number): (token: string) => void {
  let current = Number.NaN;
  const taken = new Map<string, number>();
  return (token) => {
    const at = Math.floor(now().getTime() / minute);
    if (at !== current) taken.clear();
    current = at;
    const count = (taken.get(token) ?? 0) + 1;
    taken.set(token, count);
    if (count > most) throw new Problem('too_many_forms', {}, { retryAfter: 60 });
  };
}
