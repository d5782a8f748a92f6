import { Problem } from '../../problem.ts';

/** Forms that are taken in a minute, of all senders together: nothing is kept that tells one sender from another. */
const most = 60;
const minute = 60_000;

/** @returns what is called before a form is stored @throws Problem too_many_interests */
export function createPace(now: () => Date): () => void {
  let [current, taken] = [Number.NaN, 0];
  return () => {
    const at = Math.floor(now().getTime() / minute);
    [current, taken] = [at, at === current ? taken + 1 : 1];
    if (taken > most) throw new Problem('too_many_interests', {}, { retryAfter: 60 });
  };
}
