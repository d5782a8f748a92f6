/** How many answers would still be needed to tell neighbours in a ranking apart; from published figures alone. */
import { isAbove } from '../chart/order.ts';
import { fewest } from '../chart/scale.ts';
import { isShown, type Value } from '../chart/value.ts';

/** z of 95 %. */
const z = 1.96;

export interface Ranked {
  readonly key: string;
  readonly name: string;
  readonly value: Value;
  /** design effect of the figure; null where answers count one each */
  readonly deff: number | null;
}

/** Two neighbours that cannot be told apart; how many answers more each needs. */
export interface Unseparated<T extends Ranked = Ranked> {
  readonly high: T;
  readonly low: T;
  readonly needed: readonly [high: number, low: number];
  readonly total: number;
}

/** `alike`: pairs of neighbours that no number of answers would separate, less than two points apart. */
export interface ToAsk<T extends Ranked = Ranked> {
  readonly pairs: readonly Unseparated<T>[];
  readonly alike: number;
}

/**
 * Pairs of neighbouring ranks that need answers, least effort first. A neighbour is the first one below with nobody in common.
 * @param sharing  whether somebody may stand in both rows
 */
export function toAsk<T extends Ranked>(
  rows: readonly T[],
  sharing: (one: T, other: T) => boolean = () => false,
): ToAsk<T> {
  const shown = rows.filter(({ value }) => isShown(value) && value.low !== null && (value.n ?? 0) > 0);
  const sorted = shown.toSorted((a, b) => shareOf(b) - shareOf(a) || (a.key < b.key ? -1 : 1));
  const neighbours = sorted.flatMap((high, at) => {
    const low = sorted.slice(at + 1).find((one) => !sharing(high, one));
    return low ? [{ high, low }] : [];
  });
  const unsure = neighbours.filter(({ high, low }) => !isAbove(high.value, low.value));
  const apart = unsure.filter(({ high, low }) => marginOf(high, low) > 0);
  const pairs = apart.map((pair) => ({ ...pair, ...effort(pair) })).filter(({ total }) => total > 0);
  return { pairs: pairs.toSorted((a, b) => a.total - b.total), alike: unsure.length - apart.length };
}

/** Ranges are told apart in whole percent, which may take up to one point between their ends. */
const marginOf = (high: Ranked, low: Ranked): number => shareOf(high) - shareOf(low) - 0.01;

function effort({ high, low }: { readonly high: Ranked; readonly low: Ranked }) {
  const [one, other] = [sampleOf(high), sampleOf(low)];
  const narrowed = answersNeeded([one, other], marginOf(high, low));
  const needed = [atLeast(one, narrowed[0]), atLeast(other, narrowed[1])] as const;
  return { needed, total: needed[0] + needed[1] };
}

/** With fewer respondents nothing is told apart. */
const atLeast = ({ n }: Sample, more: number): number => Math.max(more, fewest - n, 0);

/** `n` answers so far; `unit` the variance that one answer brings. */
export interface Sample {
  readonly n: number;
  readonly unit: number;
}

/**
 * The fewest answers more, in each of two samples, after which ranges of 1.96 standard errors would lie `margin` apart or
 * more, if the shares stayed as they are: z (√(v₁/n₁) + √(v₂/n₂)) ≤ margin, divided between the two as the cube root of v,
 * never taking back an answer that is there.
 */
export function answersNeeded([one, other]: readonly [Sample, Sample], margin: number): readonly [number, number] {
  const allowed = margin / z;
  if (errorOf(one) + errorOf(other) <= allowed) return [0, 0];
  const both = Math.cbrt(one.unit) + Math.cbrt(other.unit);
  const best = [one, other].map(({ unit }) => Math.cbrt(unit) * (both / allowed) ** 2) as [number, number];
  if (best[0] <= one.n) return [0, more(other, allowed - errorOf(one))];
  if (best[1] <= other.n) return [more(one, allowed - errorOf(other)), 0];
  return [Math.ceil(best[0]) - one.n, Math.ceil(best[1]) - other.n];
}

const errorOf = ({ n, unit }: Sample): number => Math.sqrt(unit / n);
const more = ({ n, unit }: Sample, allowed: number): number => Math.max(0, Math.ceil(unit / allowed ** 2) - n);

/**
 * The variance of one answer, with one more yes and one more no than there are: so it stays above nothing where all agree
 * (Agresti & Caffo, The American Statistician 54, 2000, 280–288).
 */
function sampleOf({ value, deff }: Ranked): Sample {
  const n = value.n ?? 0;
  const share = ((value.estimate ?? 0) * n + 1) / (n + 2);
  return { n, unit: share * (1 - share) * (deff ?? 1) };
}

const shareOf = ({ value }: Ranked): number => value.estimate ?? 0;
