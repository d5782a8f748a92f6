/** Figures of grouped answers by the estimators of the field: what one row a respondent would give. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { boundsBetween } from './disclosure/counted.ts';
import { svyquantileOfCategories } from './estimate/category-quantile.ts';
import { svyciprop } from './estimate/ciprop.ts';
import { subset, svydesign, type SurveyDesign } from './estimate/design.ts';
import { finite, type Estimate } from './estimate/estimate.ts';
import { kishDeff } from './estimate/kish.ts';
import { svymean } from './estimate/mean.ts';
import { shareInterval } from './estimate/proportion-interval.ts';
import { bare, wilson, type Figure } from './estimate/proportion.ts';
import { svyquantile } from './estimate/quantile.ts';
import { svyratio } from './estimate/ratio.ts';
import { svytotal } from './estimate/total.ts';
import type { Tally, TalliedDomain } from './exact-tally.ts';
import { isOfValues, scaleOf } from './measure.ts';
import { isInferred, plainFigures, plainly } from './plain-figure.ts';
import type { WeightedQuery } from './weight-kind.ts';

/** How the weighting classes of a GROUP BY become a design; see `weightOf`. */
export interface DesignOfClasses {
  /** @param numbers  a column for each dimension of the classes, one entry a row */
  design(numbers: readonly ArrayLike<number>[], frequencies: ArrayLike<number>): SurveyDesign;
}

/** Respondents of a domain who are alike: what they have, out of how many mentions, and how many they are. */
interface Alike {
  readonly place: number;
  readonly y: number;
  readonly ticks: number;
  readonly n: number;
}

/**
 * The figures of a domain, one a category or one in all.
 * @param weights  null: every respondent counts one, and the domain is a sample of its own
 */
export function figuresOf(
  survey: CompiledSurvey,
  query: WeightedQuery,
  tally: Tally,
  domain: TalliedDomain,
  weights: DesignOfClasses | null,
): Figure[] {
  const design = designer(tally, domain, weights);
  if (isOfValues(query.variable, query.statistic)) {
    if (weights === null && query.variable.type === 'scale') return plainFigures(survey, query, countsOf(domain));
    return [valueFigure(survey, query, domain, design)];
  }
  const isPlain = weights === null && (query.base === 'respondents' || !isInferred(survey, query));
  if (isPlain) return plainFigures(survey, query, countsOf(domain));
  return query.categories.map(({ number }) => categoryFigure(query, design(havingOrNot(domain, number))));
}

function countsOf({ n, having }: TalliedDomain) {
  const of = (number: number) => sum(having.get(number)?.values() ?? []);
  return { base: sum(n), of };
}

/** Grouped rows of a domain with a design; `design` null where a single respondent has no spread. */
interface Sample {
  readonly rows: readonly Alike[];
  readonly n: number;
  readonly design: SurveyDesign | null;
  /** Kish's, of the weights in the domain */
  readonly nEff: number | null;
  readonly weighted: boolean;
  /** a column of the design from one of the rows: null outside the domain */
  readonly column: (value: (row: Alike) => number) => (number | null)[];
}

/** Everybody outside the domain stays in the design, by class. */
function designer(tally: Tally, domain: TalliedDomain, weights: DesignOfClasses | null) {
  return (rows: readonly Alike[]): Sample => {
    const outside = weights === null ? [] : outsideOf(tally, domain, rows);
    const frequencies = [...rows.map(({ n }) => n), ...outside.map(({ n }) => n)];
    const n = sum(rows.map((row) => row.n));
    const column = (value: (row: Alike) => number) => [...rows.map(value), ...outside.map(() => null)];
    const whole = wholeDesign(
      tally,
      [...rows.map(({ place }) => domain.classes[place]!), ...outside.map((one) => one.home)],
      frequencies,
      weights,
    );
    if (whole === null) return { rows, n, design: null, nEff: n, weighted: weights !== null, column };
    const inside = subset(
      whole,
      frequencies.map((_, row) => row < rows.length),
    );
    const { nEff } = kishDeff(whole.weights.slice(0, rows.length), whole.frequencies.slice(0, rows.length));
    return { rows, n, design: inside, nEff, weighted: weights !== null, column };
  };
}

function outsideOf({ sizes }: Tally, { classes }: TalliedDomain, rows: readonly Alike[]) {
  const left = [...sizes];
  for (const { place, n } of rows) left[classes[place]!]! -= n;
  return left.flatMap((n, home) => (n > 0 ? [{ home, n }] : []));
}

/** Null for fewer than two respondents in all. */
function wholeDesign(
  { classes }: Tally,
  homes: readonly number[],
  frequencies: readonly number[],
  weights: DesignOfClasses | null,
): SurveyDesign | null {
  if (sum(frequencies) < 2) return null;
  const numbers = classes.map((column) => homes.map((home) => column[home]!));
  return weights === null ? svydesign({ frequencies }) : weights.design(numbers, frequencies);
}

function categoryFigure({ statistic, base }: WeightedQuery, sample: Sample): Figure {
  const { design, column, rows, n } = sample;
  const y = column((row) => row.y);
  const of = base === 'mentions' ? 'ticks' : 'n';
  if (design === null) return { ...bare(n), nEff: n, estimate: shareOf(rows, of, statistic) };
  if (statistic === 'total') return figure(svytotal(design, y, deff), sample);
  if (base === 'respondents') return between(svyciprop(design, y, deff), sample);
  return between(
    ofMentions(
      svyratio(
        design,
        y,
        column((row) => row.ticks),
        deff,
      ),
    ),
    sample,
  );
}

/** Against a simple random sample drawn with replacement: the population of volunteers has no size. */
const deff = { deff: 'replace' } as const;

function shareOf(rows: readonly Alike[], of: 'ticks' | 'n', statistic: WeightedQuery['statistic']): number | null {
  const y = sum(rows.map((row) => row.y * row.n));
  const all = sum(rows.map((row) => (of === 'n' ? row.n : row.ticks * row.n)));
  if (statistic === 'total') return y;
  return all === 0 ? null : y / all;
}

/** The interval that shares have, for a ratio of mentions. */
function ofMentions(estimate: Estimate): Estimate {
  const { df, n } = estimate;
  const degrees = df ?? Infinity;
  const [p, se] = [estimate.estimate ?? Number.NaN, estimate.se ?? Number.NaN];
  const [low, high] = shareInterval('logit', { p, se, df: degrees, degrees, n, respondents: n, confidence: 0.95 });
  return { ...estimate, ciLow: finite(low), ciHigh: finite(high) };
}

/** At 0 and 1 the log odds have no interval; the score interval of as many respondents as the weights leave has. */
function between(estimate: Estimate, sample: Sample): Figure {
  const p = estimate.estimate;
  const found = figure(estimate, sample);
  if ((p !== 0 && p !== 1) || estimate.se !== 0 || sample.nEff === null) return found;
  const [ciLow, ciHigh] = wilson(p, sample.nEff);
  return { ...found, ciLow, ciHigh };
}

function figure(estimate: Estimate, { weighted, nEff }: Sample): Figure {
  return weighted ? { ...plainly(estimate), nEff, deff: estimate.deff ?? null } : plainly(estimate);
}

function valueFigure(
  survey: CompiledSurvey,
  query: WeightedQuery,
  domain: TalliedDomain,
  design: (rows: readonly Alike[]) => Sample,
): Figure {
  const { statistic, variable } = query;
  const sample = design(valued(domain, query));
  const y = sample.column((row) => row.y);
  const counted = sample.rows.map(({ y, n }) => y * n);
  if (statistic === 'total' && !sample.weighted) return { ...bare(sample.n), estimate: sum(counted) };
  if (sample.design === null)
    return { ...bare(sample.n), nEff: sample.n, estimate: sample.n === 0 ? null : sum(counted) };
  const found = valueEstimate(query, sample.design, y);
  if (isInferred(survey, query)) return figure(found, sample);
  return { ...bare(sample.n), nEff: sample.nEff, estimate: found.estimate };

  function valueEstimate({ statistic }: WeightedQuery, design: SurveyDesign, y: (number | null)[]): Estimate {
    if (statistic === 'total') return svytotal(design, y, deff);
    if (statistic === 'mean') return svymean(design, y, deff);
    if (variable.type === 'number') return svyquantile(design, y, [0.5], deff)[0]!;
    const values = scaleOf(variable).map(({ value }) => value);
    const places = y.map((value) => (value === null ? null : values.indexOf(value)));
    return svyquantileOfCategories(design, places, boundsBetween(values), [0.5], deff)[0]!;
  }
}

/** Rows of who has a category, and of who has it not. */
function havingOrNot({ n, ticks, having }: TalliedDomain, number: number): Alike[] {
  const counts = having.get(number);
  return n.flatMap((all, place) => {
    const some = counts?.get(place) ?? 0;
    return [
      { place, y: 1, ticks: ticks[place]!, n: some },
      { place, y: 0, ticks: ticks[place]!, n: all - some },
    ].filter((row) => row.n > 0);
  });
}

/** Rows of the values of a scale or a number. */
function valued({ having }: TalliedDomain, { variable }: WeightedQuery): Alike[] {
  const scale = new Map(
    variable.type === 'number' ? [] : scaleOf(variable).map(({ number, value }) => [number, value]),
  );
  return [...having].flatMap(([key, counts]) => {
    const y = variable.type === 'number' ? key : scale.get(key);
    return y === undefined ? [] : [...counts].map(([place, n]) => ({ place, y, ticks: 1, n }));
  });
}

function sum(numbers: Iterable<number>): number {
  let all = 0;
  for (const one of numbers) all += one;
  return all;
}
