/** Whether a difference may stand in a title. */
import { isRanked } from '../chart/scale.ts';
import { tiesOf } from '../chart/ties.ts';
import { isShown, type Shown, type Value } from '../chart/value.ts';

interface Valued {
  readonly value: Value;
}
type Figured<T extends Valued> = T & { readonly value: Shown };

/**
 * The highest and the lowest, if their difference survives: it exceeds the range of a difference, widened so far that
 * it would hold for all pairs of rows at once (Bonferroni), because the two were picked out of all of them.
 * An unsure figure (see `isRanked`) is not named; where one lies outside the two, there is nothing to say.
 * @param among  how many such comparisons the reader picks from
 */
export function extremesOf<T extends Valued>(
  rows: readonly T[],
  among = 1,
): { high: Figured<T>; low: Figured<T> } | null {
  const all = figured(rows);
  const sure = all.filter(({ value }) => isRanked(value));
  const [high, low] = [sure[0], sure.at(-1)];
  if (!high || !low || high === low) return null;
  const outside = all.some(({ value }) => value.estimate > high.value.estimate || value.estimate < low.value.estimate);
  return !outside && areApart(high.value, low.value, all.length, among) ? { high, low } : null;
}

/**
 * The first ones of a ranking: the first run of equals, as the ranking's bracket shows it, if it has one, two or three,
 * all of them sure, and each stands apart from every other one.
 */
export function leadersOf<T extends Valued>(rows: readonly T[]): Figured<T>[] {
  const all = figured(rows);
  const count = tiesOf(all.map((row) => row.value))[0]?.to ?? 0;
  const [leaders, others] = [all.slice(0, count), all.slice(count)];
  if (leaders.length > 3 || others.length === 0) return [];
  const leads = ({ value }: Figured<T>) =>
    isRanked(value) && others.every((other) => areApart(value, other.value, all.length));
  return leaders.every(leads) ? leaders : [];
}

function figured<T extends Valued>(rows: readonly T[]): Figured<T>[] {
  const shown = rows.filter((row): row is Figured<T> => isShown(row.value));
  return shown.sort((a, b) => b.value.estimate - a.value.estimate);
}

/**
 * Whether two shares differ, by the arms of their ranges that face each other (Newcombe 1998, Statistics in Medicine
 * 17, 873–890, method 10), widened for all pairs of the rows compared. In a census, without ranges, each difference is
 * one.
 */
export function areApart(high: Shown, low: Shown, compared: number, among = 1): boolean {
  const pairs = Math.max(1, ((compared * (compared - 1)) / 2) * among);
  const arms = Math.hypot(high.estimate - (high.low ?? high.estimate), (low.high ?? low.estimate) - low.estimate);
  return high.estimate - low.estimate > (normalQuantile(0.05 / (2 * pairs)) / 1.96) * arms;
}

/** z with the given probability above it, below 0.5; Abramowitz and Stegun 26.2.23, error under 0.00045. */
export function normalQuantile(upper: number): number {
  const t = Math.sqrt(-2 * Math.log(upper));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}
