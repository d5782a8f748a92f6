/** The nearest plan that the money pays, as near as steps allow. */
import type { Network } from './network.ts';

/**
 * Seats of each offer, from none to all its editions, brought within the budget: each gives way by its cost per seat, times its
 * step, times one price, which is sought by halving.
 * @param to  where it is written
 * @param near  where the price is likely to be
 * @returns the price
 */
export function applyBudget(
  { cost, seats, most, budget }: Network,
  wish: Float64Array,
  step: Float64Array,
  to: Float64Array,
  near: number,
): number {
  const at = (price: number) => {
    let sum = 0;
    for (let offer = 0; offer < wish.length; offer += 1) {
      const each = cost[offer]! / seats[offer]!;
      const own = Math.min(most[offer]! * seats[offer]!, Math.max(0, wish[offer]! - price * step[offer]! * each));
      to[offer] = own;
      sum += own * each;
    }
    return sum;
  };
  if (at(0) <= budget) return 0;
  let [low, high] = [0, Math.max(1e-6, near * 1.02)];
  if (near > 0 && at(near * 0.98) > budget) low = near * 0.98;
  while (at(high) > budget) [low, high] = [high, high * 2];
  while (high - low > 1e-9 * high) {
    const middle = (low + high) / 2;
    if (at(middle) > budget) low = middle;
    else high = middle;
  }
  at(high);
  return high;
}
