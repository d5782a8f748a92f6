/** How much of the places needed has a seat, today and with a plan: sums over rows of the gap. */
import type { Cover, GapRow } from '../contract.ts';

/** The same cell of two gaps that differ in their seats alone. */
export interface Pair {
  readonly today: GapRow;
  readonly planned: GapRow;
}

/** Rows of two gaps side by side: they come in the same order, because the demand is the same. */
export const pairsOf = (today: readonly GapRow[], planned: readonly GapRow[]): Pair[] =>
  today.map((row, index) => ({ today: row, planned: planned[index]! }));

/** Published cells are added; how many are not is told beside. */
export function coverOf(pairs: readonly Pair[]): Cover {
  const shown = pairs.filter(({ planned }) => planned.state === 'shown');
  const needed = sumOf(shown, ({ planned }) => planned.needed);
  const left = sumOf(shown, ({ planned }) => planned.gap);
  const before = sumOf(shown, ({ today }) => today.gap);
  const share = (end: 'estimate' | 'low' | 'high') => shareOf(needed[end], left[end]);
  const ends = [share('low'), share('high')].filter((one) => one !== null);
  const estimate = share('estimate');
  return {
    ...{ needed, hidden: pairs.length - shown.length },
    ...{ today: needed.estimate - before.estimate, planned: needed.estimate - left.estimate },
    todayShare: shareOf(needed.estimate, before.estimate),
    plannedShare: estimate === null ? null : { estimate, ...boundsOf(ends) },
  };
}

const boundsOf = (ends: readonly number[]) =>
  ends.length < 2 ? { low: null, high: null } : { low: Math.min(...ends), high: Math.max(...ends) };

const shareOf = (needed: number | null, left: number | null): number | null =>
  needed === null || left === null || needed <= 0 ? null : (needed - left) / needed;

interface Ranged {
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

function sumOf(pairs: readonly Pair[], value: (pair: Pair) => Ranged | null): Ranged {
  const values = pairs.flatMap((pair) => value(pair) ?? []);
  const end = (name: 'low' | 'high') =>
    values.some((one) => one[name] === null) ? null : values.reduce((sum, one) => sum + (one[name] ?? 0), 0);
  return { estimate: values.reduce((sum, one) => sum + one.estimate, 0), low: end('low'), high: end('high') };
}

/** Whether surely a smaller part is covered than of everybody: the two ranges have nothing in common. */
export const isBelow = (own: Cover, all: Cover): boolean =>
  own.plannedShare?.high != null && all.plannedShare?.low != null && own.plannedShare.high < all.plannedShare.low;
