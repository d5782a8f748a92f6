/** Whether a difference may stand in a title. */
import { certaintyOf } from '../chart/scale.ts';
import { isShown, type Shown, type Value } from '../chart/value.ts';

interface Valued {
  readonly value: Value;
}
type Figured<T extends Valued> = T & { readonly value: Shown };

/**
 * The highest and the lowest, if their difference survives: it exceeds the range of a difference, widened so far that
 * it would hold for all pairs of rows at once (Bonferroni), because the two were picked out of all of them.
 * Unsure figures (see `certaintyOf`) are left out.
 */
export function extremesOf<T extends Valued>(rows: readonly T[]): { high: Figured<T>; low: Figured<T> } | null {
  const sure = figured(rows).filter((row) => certaintyOf(row.value.cv) < 2);
  const [high, low] = [sure[0], sure.at(-1)];
  if (!high || !low || high === low) return null;
  return apart(high.value, low.value, sure.length) ? { high, low } : null;
}

/** The first ones of a ranking, if they are one, two or three and differ from all others in the same way. */
export function leadersOf<T extends Valued>(rows: readonly T[]): Figured<T>[] {
  const all = figured(rows);
  const [first] = all;
  if (!first || certaintyOf(first.value.cv) === 2) return [];
  const leaders = all.filter((row) => row === first || !apart(first.value, row.value, all.length));
  return leaders.length <= 3 && leaders.length < all.length ? leaders : [];
}

function figured<T extends Valued>(rows: readonly T[]): Figured<T>[] {
  const shown = rows.filter((row): row is Figured<T> => isShown(row.value));
  return shown.sort((a, b) => b.value.estimate - a.value.estimate);
}

function apart(high: Shown, low: Shown, compared: number): boolean {
  const pairs = Math.max(1, (compared * (compared - 1)) / 2);
  const reach = normalQuantile(0.05 / (2 * pairs)) * Math.hypot(spread(high), spread(low));
  return high.estimate - low.estimate > reach;
}

/**
 * The standard error, or what the 95 % range says of it if that is more: a share of none has an error of 0 and a range
 * all the same. Nothing for a census — there each difference is one.
 */
const spread = ({ se, low, high }: Shown) => Math.max(se ?? 0, ((high ?? 0) - (low ?? 0)) / (2 * 1.96));

/** z with the given probability above it, below 0.5; Abramowitz and Stegun 26.2.23, error under 0.00045. */
export function normalQuantile(upper: number): number {
  const t = Math.sqrt(-2 * Math.log(upper));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}
