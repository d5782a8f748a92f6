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

/** Released counts of a domain. */
interface Released {
  readonly n: number;
  readonly base: number;
  readonly y: number;
}

/**
 * The published share of a domain: Σ m_c y_c / Σ m_c b_c over its weighting classes, m_c the class's mean weight rounded to
 * two significant digits. An exact weighted sum with known unequal weights would name each person who is in it; this one
 * says nothing that the released counts do not say. The classes must hold the whole domain.
 * @param domain  released counts of the domain itself
 * @param splits  of the domain into weighting classes, the finest first; the first one that can be used is
 * @example weightedShare({ n: 30, base: 30, y: 12 }, [[{ n: 10, base: 10, y: 8, meanWeight: 1.31 },
 *   { n: 20, base: 20, y: 4, meanWeight: 0.84 }]])  // share 0.4622 with weights 1.3 and 0.84
 */
export function weightedShare(domain: Released, splits: readonly (readonly WeightingClass[])[]): PublishedShare {
  const split = splits.findIndex((classes) => covers(domain.n, classes.filter(isShown)));
  if (split < 0) return { share: domain.base > 0 ? domain.y / domain.base : null, weights: 'none', split: null };
  const classes = rounded((splits[split] ?? []).filter(isShown));
  const [y, base] = [weightedSum(classes, 'y'), weightedSum(classes, 'base')];
  return { share: base > 0 ? y / base : null, weights: 'calibrated', split };
}

/** A class that is released and shows the measure. */
export interface ShownClass extends Released {
  readonly meanWeight: number;
}

const isShown = (one: WeightingClass): one is ShownClass => one.n !== null && one.y !== null && (one.base ?? 0) > 0;

/** Whether released classes hold a whole domain of n respondents. */
export const covers = (n: number, classes: readonly { readonly n: number }[]): boolean =>
  classes.length > 0 && classes.reduce((sum, one) => sum + one.n, 0) === n;

/** The classes with their rounded weights. */
export const rounded = (classes: readonly ShownClass[]): ShownClass[] =>
  classes.map((one) => ({ ...one, meanWeight: twoDigits(one.meanWeight) }));

/** Σ m_c x_c */
export const weightedSum = (classes: readonly ShownClass[], name: keyof Released): number =>
  classes.reduce((sum, one) => sum + one.meanWeight * one[name], 0);

/** To two significant digits. */
export const twoDigits = (value: number): number => Number(value.toPrecision(2));
