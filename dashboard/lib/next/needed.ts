/** How many answers would still be needed to tell neighbours in a ranking apart; from published figures alone. */
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

/** Two neighbours whose ranges overlap; how many answers more each needs. */
export interface Unseparated<T extends Ranked = Ranked> {
  readonly high: T;
  readonly low: T;
  readonly needed: readonly [high: number, low: number];
  readonly total: number;
}

/** `alike`: pairs of neighbours with the same share, which no number of answers would separate. */
export interface ToAsk<T extends Ranked = Ranked> {
  readonly pairs: readonly Unseparated<T>[];
  readonly alike: number;
}

/** Pairs of neighbouring ranks that need answers, least effort first. */
export function toAsk<T extends Ranked>(rows: readonly T[]): ToAsk<T> {
  const shown = rows.filter(({ value }) => isShown(value) && value.low !== null && (value.n ?? 0) > 0);
  const sorted = shown.toSorted((a, b) => shareOf(b) - shareOf(a) || (a.key < b.key ? -1 : 1));
  const neighbours = sorted.slice(1).map((low, at) => ({ high: sorted[at]!, low }));
  const unsure = neighbours.filter(({ high, low }) => (high.value.low ?? 0) <= (low.value.high ?? 1));
  const apart = unsure.filter(({ high, low }) => shareOf(high) > shareOf(low));
  const pairs = apart.map((pair) => ({ ...pair, ...effort(pair) })).filter(({ total }) => total > 0);
  return { pairs: pairs.toSorted((a, b) => a.total - b.total), alike: unsure.length - apart.length };
}

function effort({ high, low }: { readonly high: Ranked; readonly low: Ranked }) {
  const needed = answersNeeded([sampleOf(high), sampleOf(low)], shareOf(high) - shareOf(low));
  return { needed, total: needed[0] + needed[1] };
}

/** `n` answers so far; `unit` the variance that one answer brings. */
export interface Sample {
  readonly n: number;
  readonly unit: number;
}

/**
 * The fewest answers more, in each of two samples, after which a difference of `difference` would exceed 1.96 standard
 * errors, if the shares stayed as they are: z² (v₁/n₁ + v₂/n₂) ≤ d², divided between the two as √v (Neyman 1934), never
 * taking back an answer that is there.
 */
export function answersNeeded([one, other]: readonly [Sample, Sample], difference: number): readonly [number, number] {
  const allowed = (difference / z) ** 2;
  if (variance(one) + variance(other) <= allowed) return [0, 0];
  const both = Math.sqrt(one.unit) + Math.sqrt(other.unit);
  const best = [one, other].map(({ unit }) => (Math.sqrt(unit) * both) / allowed) as [number, number];
  if (best[0] <= one.n) return [0, more(other, allowed - variance(one))];
  if (best[1] <= other.n) return [more(one, allowed - variance(other)), 0];
  return [Math.ceil(best[0]) - one.n, Math.ceil(best[1]) - other.n];
}

const variance = ({ n, unit }: Sample): number => unit / n;
const more = ({ n, unit }: Sample, allowed: number): number => Math.max(0, Math.ceil(unit / allowed) - n);

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
