/** Grouped respondents of a domain as a sample that the estimators take. */
import { subset, svydesign, type SurveyDesign } from './estimate/design.ts';
import { kishDeff } from './estimate/kish.ts';
import type { Tally, TalliedDomain } from './exact-tally.ts';

/** How the weighting classes of a GROUP BY become a design; see `weightOf`. */
export interface DesignOfClasses {
  /** @param numbers  a column for each dimension of the classes, one entry a row */
  design(numbers: readonly ArrayLike<number>[], frequencies: ArrayLike<number>): SurveyDesign;
}

/** Respondents of a domain who are alike: what they have, out of how many ticks, and how many they are. */
export interface Alike {
  /** a place of the domain */
  readonly place: number;
  readonly y: number;
  readonly ticks: number;
  readonly n: number;
}

export interface Sample {
  readonly rows: readonly Alike[];
  /** respondents in the domain */
  readonly n: number;
  /** narrowed to the domain; null for fewer than two respondents in all, who have no spread */
  readonly design: SurveyDesign | null;
  /** Kish's, of the weights in the domain */
  readonly nEff: number | null;
  /** false: every respondent counts one */
  readonly weighted: boolean;
}

/** Makes samples of a domain from rows of its respondents. */
export type Sampling = (rows: readonly Alike[]) => Sample;

/**
 * With weights everybody outside the domain stays in the design, by class; without, the domain is a sample of its own.
 * @param weights  null: every respondent counts one
 */
export function samplingOf(tally: Tally, domain: TalliedDomain, weights: DesignOfClasses | null): Sampling {
  return (rows) => {
    const outside = weights === null ? [] : outsideOf(tally, domain, rows);
    const homes = [...rows.map(({ place }) => domain.classes[place]!), ...outside.map(({ home }) => home)];
    const frequencies = [...rows.map(({ n }) => n), ...outside.map(({ n }) => n)];
    const about = { rows, n: sum(rows.map(({ n }) => n)), weighted: weights !== null };
    if (sum(frequencies) < 2) return { ...about, design: null, nEff: about.n };
    const whole = designOf(tally, homes, frequencies, weights);
    const inside = subset(
      whole,
      homes.map((_, row) => row < rows.length),
    );
    return { ...about, design: inside, nEff: kish(whole, rows.length) };
  };
}

/** A column of the design from its rows; null outside the domain. */
export function columnOf({ rows, design }: Sample, value: (row: Alike) => number): (number | null)[] {
  return Array.from({ length: design?.size ?? 0 }, (_, row) => (row < rows.length ? value(rows[row]!) : null));
}

/** Rows of who has a category, and of who has it not. */
export function havingOrNot({ n, ticks, having }: TalliedDomain, number: number): Alike[] {
  const counts = having.get(number);
  return n.flatMap((all, place) => {
    const [some, about] = [counts?.get(place) ?? 0, { place, ticks: ticks[place]! }];
    return [
      { ...about, y: 1, n: some },
      { ...about, y: 0, n: all - some },
    ].filter((row) => row.n > 0);
  });
}

/** Rows by value. @param valueOf  of what the tally holds; undefined: none */
export function valued({ having }: TalliedDomain, valueOf: (held: number) => number | undefined): Alike[] {
  return [...having].flatMap(([held, counts]) => {
    const y = valueOf(held);
    return y === undefined ? [] : [...counts].map(([place, n]) => ({ place, y, ticks: 1, n }));
  });
}

export function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const one of numbers) all += one;
  return all;
}

function outsideOf({ sizes }: Tally, { classes }: TalliedDomain, rows: readonly Alike[]) {
  const left = [...sizes];
  for (const { place, n } of rows) left[classes[place]!]! -= n;
  return left.flatMap((n, home) => (n > 0 ? [{ home, n }] : []));
}

function designOf(
  { classes }: Tally,
  homes: readonly number[],
  frequencies: readonly number[],
  weights: DesignOfClasses | null,
): SurveyDesign {
  if (weights === null) return svydesign({ frequencies });
  const numbers = classes.map((column) => homes.map((home) => column[home]!));
  return weights.design(numbers, frequencies);
}

const kish = ({ weights, frequencies }: SurveyDesign, size: number) =>
  kishDeff(weights.subarray(0, size), frequencies.subarray(0, size)).nEff;
