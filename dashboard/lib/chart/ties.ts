import type { Shown } from './value.ts';

/** Neighbours in a ranking, by place from 1; they are alike when there are several. */
export interface Tie {
  readonly from: number;
  readonly to: number;
}

/**
 * Divides a ranking, highest first, into runs that its ranges cannot put in order: a run begins with a leader and goes
 * on while the range of the next one reaches up into the leader's.
 */
export function tiesOf(ranked: readonly Pick<Shown, 'low' | 'high' | 'estimate'>[]): Tie[] {
  const ties: Tie[] = [];
  let floor = -Infinity;
  ranked.forEach(({ low, high, estimate }, index) => {
    const last = ties.at(-1);
    if (last !== undefined && (high ?? estimate) >= floor) {
      ties[ties.length - 1] = { ...last, to: index + 1 };
      return;
    }
    ties.push({ from: index + 1, to: index + 1 });
    floor = low ?? estimate;
  });
  return ties;
}
