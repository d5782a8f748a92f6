/** A weighted share that gives no weight of anybody away: made of released counts and rounded weights of classes. */

/** A weighting class inside the domain; null where the cell is not released or does not show the measure. */
export interface WeightingClass {
  /** respondents of the class in the domain */
  readonly n: number | null;
  /** of them in the base of the question */
  readonly base: number | null;
  /** of them with the category */
  readonly y: number | null;
  /** mean weight of the class over the whole survey */
  readonly meanWeight: number;
}

export interface PublishedShare {
  /** null when the domain has no base */
  readonly share: number | null;
  /** `none`: no split could be used; the plain share stands instead */
  readonly weights: 'calibrated' | 'none';
  /** the place of the split that was used */
  readonly split: number | null;
}

type Known = { readonly [name in keyof WeightingClass]: number };

/**
 * The published share of a domain: Σ W_c / ΣW × y_c / b_c over its weighting classes, W_c = n_c × the class's mean weight
 * rounded to two significant digits. An exact weighted sum with known unequal weights would name each person who is in
 * it; this one says nothing that the released counts do not say.
 * @param domain  released counts of the domain itself
 * @param splits  of the domain into weighting classes, the finest first; the first one that can be used is
 * @example weightedShare({ n: 30, base: 30, y: 12 }, [[{ n: 10, base: 10, y: 8, meanWeight: 1.31 },
 *   { n: 20, base: 20, y: 4, meanWeight: 0.84 }]])  // share 0.4889 with weights 1.3 and 0.84
 */
export function weightedShare(
  domain: { readonly n: number; readonly base: number; readonly y: number },
  splits: readonly (readonly WeightingClass[])[],
): PublishedShare {
  const split = splits.findIndex((all) => all.some(isShown) && sizeOf(all.filter(isShown)) === domain.n);
  if (split < 0) return { share: domain.base > 0 ? domain.y / domain.base : null, weights: 'none', split: null };
  const classes = (splits[split] ?? []).filter(isShown);
  const weights = classes.map(({ n, meanWeight }) => n * twoDigits(meanWeight));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const share = classes.reduce((sum, { y, base }, place) => sum + ((weights[place] ?? 0) / whole) * (y / base), 0);
  return { share, weights: 'calibrated', split };
}

/** Released, and with the measure. When such classes add up to the domain, the others hold nobody. */
const isShown = (one: WeightingClass): one is Known => one.n !== null && one.y !== null && (one.base ?? 0) > 0;

const sizeOf = (classes: readonly Known[]) => classes.reduce((sum, { n }) => sum + n, 0);

/** To two significant digits. */
export const twoDigits = (value: number): number => Number(value.toPrecision(2));
