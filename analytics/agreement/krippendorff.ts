/** Agreement of any number of coders, with gaps, on any scale. */
import { Problem } from '../../problem.ts';
import { factor } from '../estimate/column.ts';
import { refuseEmpty, sum, type Ratings } from './ratings.ts';

/** Names; ranks; numbers whose differences count; numbers whose proportions count. */
export type Scale = 'nominal' | 'ordinal' | 'interval' | 'ratio';

export interface Alpha {
  /** 1: always; 0: as by chance; null when only one value was ever given, so that nothing could disagree */
  readonly value: number | null;
  readonly observedDisagreement: number;
  readonly expectedDisagreement: number;
  /** units judged by at least two */
  readonly units: number;
  /** judgements in these units */
  readonly judgements: number;
}

/**
 * Krippendorff's alpha, 1 − D_o / D_e, by the coincidence matrix (Krippendorff 2011, Computing Krippendorff's
 * Alpha-Reliability; 2013, Content Analysis, ch. 12). Units judged by fewer than two do not count.
 * @param coders  one column a coder, all of the same length; null where the coder did not judge the unit
 * @param scale  `interval` and `ratio` take numbers; `ordinal` takes numbers, or `levels` in their order
 * @example krippendorffAlpha([[1, 2, null], [1, 2, 3], [1, 3, 3]], 'ordinal')
 * @throws Problem columns_differ; value_not_allowed; nothing_to_compare when no unit was judged by two
 */
export function krippendorffAlpha(
  coders: readonly Ratings[],
  scale: Scale = 'nominal',
  levels?: readonly string[],
): Alpha {
  const units = coders[0]?.length ?? 0;
  const values = coders.flatMap((coder, place) => {
    if (coder.length === units) return Array.from(coder);
    throw new Problem('columns_differ', { column: `coders[${place}]`, found: coder.length, expected: units });
  });
  const judged = factor(values, levels);
  if (levels === undefined) refuseWords(judged.levels, scale);
  const counts = countByUnit(judged.codes, units, judged.levels.length).filter((unit) => sum(unit) >= 2);
  refuseEmpty(counts.length);
  return alphaOf(counts, judged.levels, scale);
}

/**
 * The same of two coders who judged every unit, on a nominal scale, from the table of their judgements: rows are the
 * first's values, columns the second's. For units too many to be written out, such as characters.
 * @throws Problem nothing_to_compare
 */
export function alphaOfTable(table: readonly (readonly number[])[]): Alpha {
  const units = sum(table.flat());
  refuseEmpty(units);
  const judgements = 2 * units;
  const totals = table.map((row, value) => sum(row) + sum(table.map((one) => one[value] ?? 0)));
  const agreed = sum(table.map((row, value) => row[value] ?? 0));
  const observedDisagreement = (units - agreed) / units;
  const expectedDisagreement = pairs(totals, () => 1) / (judgements * (judgements - 1));
  const value = expectedDisagreement === 0 ? null : 1 - observedDisagreement / expectedDisagreement;
  return { value, observedDisagreement, expectedDisagreement, units, judgements };
}

/** `[unit][value]`: how many gave it. */
function countByUnit(codes: Int32Array, units: number, width: number): number[][] {
  const counts = Array.from({ length: units }, () => new Array<number>(width).fill(0));
  codes.forEach((code, place) => {
    const unit = counts[place % units];
    if (unit !== undefined && code >= 0) unit[code] = (unit[code] ?? 0) + 1;
  });
  return counts;
}

function alphaOf(counts: readonly (readonly number[])[], levels: readonly string[], scale: Scale): Alpha {
  const totals = levels.map((_, value) => sum(counts.map((unit) => unit[value] ?? 0)));
  const judgements = sum(totals);
  const difference = differenceOf(scale, levels, totals);
  const within = counts.map((unit) => pairs(unit, difference) / (sum(unit) - 1));
  const observedDisagreement = sum(within) / judgements;
  const expectedDisagreement = pairs(totals, difference) / (judgements * (judgements - 1));
  const value = expectedDisagreement === 0 ? null : 1 - observedDisagreement / expectedDisagreement;
  return { value, observedDisagreement, expectedDisagreement, units: counts.length, judgements };
}

type Difference = (a: number, b: number) => number;

/** Σ over ordered pairs of judgements of their squared difference. */
function pairs(counts: readonly number[], difference: Difference): number {
  let total = 0;
  counts.forEach((first, a) => {
    if (first === 0) return;
    counts.forEach((second, b) => {
      if (a !== b && second > 0) total += first * second * difference(a, b);
    });
  });
  return total;
}

/** The squared difference of two values, by their places in `levels`. */
function differenceOf(scale: Scale, levels: readonly string[], totals: readonly number[]): Difference {
  if (scale === 'nominal') return (a, b) => Number(a !== b);
  if (scale === 'ordinal') return ordinal(totals);
  const value = (place: number) => Number(levels[place]);
  if (scale === 'interval') return (a, b) => (value(a) - value(b)) ** 2;
  return (a, b) => ((value(a) - value(b)) / (value(a) + value(b))) ** 2;
}

/** How many judgements lie between two ranks, the two themselves by half. */
function ordinal(totals: readonly number[]): Difference {
  const before = totals.reduce<number[]>((sums, total) => [...sums, (sums.at(-1) ?? 0) + total], [0]);
  const middle = totals.map((total, place) => (before[place] ?? 0) + total / 2);
  return (a, b) => ((middle[a] ?? 0) - (middle[b] ?? 0)) ** 2;
}

function refuseWords(levels: readonly string[], scale: Scale): void {
  const word = scale === 'nominal' ? undefined : levels.find((level) => !Number.isFinite(Number(level)));
  const negative = scale === 'ratio' ? levels.find((level) => Number(level) < 0) : undefined;
  const wrong = word ?? negative;
  if (wrong !== undefined)
    throw new Problem('value_not_allowed', {
      column: scale,
      row: 0,
      value: wrong,
      needed: scale === 'ratio' ? '≥ 0' : '0–9',
    });
}
