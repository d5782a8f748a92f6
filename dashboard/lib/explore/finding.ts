/** Whether a difference may stand in a title. */
import { firstsOf, isAbove, placesOf } from '../chart/order.ts';
import { isRanked } from '../chart/scale.ts';
import { isShown, type Shown, type Value } from '../chart/value.ts';

interface Valued {
  readonly value: Value;
}
type Figured<T extends Valued> = T & { readonly value: Shown };

/** `claim`: that one stands above the other; that the first is the highest of all; and the other the lowest, too. */
export interface Ends<T extends Valued> {
  readonly high: Figured<T>;
  readonly low: Figured<T>;
  readonly claim: 'pair' | 'top' | 'both';
}

/**
 * The highest and the lowest figure that are sure enough for an order (see `isRanked`), if they are told apart by the one
 * rule (see `isAbove`) and one more holds: the two were picked out of many rows, and the widest gap of many is wide by
 * chance. So either the first is above every other one, or the difference exceeds the range of a difference, widened so far
 * that it would hold for all pairs of rows at once (Bonferroni). A title is only ever stricter than the rule.
 * @param among  how many such comparisons the reader picks from
 */
export function extremesOf<T extends Valued>(rows: readonly T[], among = 1): Ends<T> | null {
  const all = figured(rows);
  const sure = all.filter(({ value }) => isRanked(value));
  const [high, low] = [sure[0], sure.at(-1)];
  if (!high || !low || !isAbove(high.value, low.value)) return null;
  const isAlone = firstsOf(sure).length === 1;
  return isAlone || areApart(high.value, low.value, all.length, among) ? { high, low, claim: claimOf(all) } : null;
}

/** Highest and lowest of all that are shown, also of those that are too unsure for an order. */
function claimOf(all: readonly Valued[]): Ends<Valued>['claim'] {
  const places = placesOf(all.map(({ value }) => value));
  const isOne = (isEnd: (one: (typeof places)[number]) => boolean) => places.filter(isEnd).length === 1;
  // of two, one word more would say nothing more
  if (all.length === 2 || !isOne((one) => one?.from === 1)) return 'pair';
  return isOne((one) => one?.to === all.length) ? 'both' : 'top';
}

/**
 * What is said where no finding is: how many of all may come first. `order`: `none` where no two can be told apart, `some`
 * where only the first cannot be told, `unknown` where there is nothing to put in an order.
 */
export interface Unordered {
  readonly first: number;
  readonly all: number;
  readonly order: 'none' | 'some' | 'unknown';
}

export function unorderedOf(rows: readonly Valued[]): Unordered {
  const [first, all] = [firstsOf(rows).length, figured(rows).length];
  return { first, all, order: first < 2 ? 'unknown' : first === all ? 'none' : 'some' };
}

/**
 * The first ones of a ranking: those that no other is surely above, if they are one, two or three and each is surely above
 * every other one.
 */
export function leadersOf<T extends Valued>(rows: readonly T[]): Figured<T>[] {
  const all = figured(rows);
  const leaders = firstsOf(all);
  const others = all.filter((row) => !leaders.includes(row));
  if (leaders.length > 3 || others.length === 0) return [];
  const leads = ({ value }: Figured<T>) => others.every((other) => isAbove(value, other.value));
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
function areApart(high: Shown, low: Shown, compared: number, among = 1): boolean {
  const pairs = Math.max(1, ((compared * (compared - 1)) / 2) * among);
  const arms = Math.hypot(high.estimate - (high.low ?? high.estimate), (low.high ?? low.estimate) - low.estimate);
  return high.estimate - low.estimate > (normalQuantile(0.05 / (2 * pairs)) / 1.96) * arms;
}

/** z with the given probability above it, below 0.5; Abramowitz and Stegun 26.2.23, error under 0.00045. */
export function normalQuantile(upper: number): number {
  const t = Math.sqrt(-2 * Math.log(upper));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t ** 2) / (1 + 1.432788 * t + 0.189269 * t ** 2 + 0.001308 * t ** 3);
}
