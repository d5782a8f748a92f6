/** Figures of grouped answers by the estimators of the field: what one row a respondent would give. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { boundsBetween } from './disclosure/counted.ts';
import { svyquantileOfCategories } from './estimate/category-quantile.ts';
import { svyciprop } from './estimate/ciprop.ts';
import type { SurveyDesign } from './estimate/design.ts';
import { finite, type Estimate } from './estimate/estimate.ts';
import { svymean } from './estimate/mean.ts';
import { shareInterval } from './estimate/proportion-interval.ts';
import { bare, wilson, type Figure } from './estimate/proportion.ts';
import { svyquantile } from './estimate/quantile.ts';
import { svyratio } from './estimate/ratio.ts';
import { svytotal } from './estimate/total.ts';
import {
  columnOf,
  havingOrNot,
  samplingOf,
  sum,
  valued,
  type DesignOfClasses,
  type Sample,
  type Sampling,
} from './exact-sample.ts';
import type { Tally, TalliedDomain } from './exact-tally.ts';
import { isOfValues, scaleOf } from './measure.ts';
import { isInferred, plainFigures, plainly, type Counts } from './plain-figure.ts';
import type { WeightedQuery } from './weight-kind.ts';

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
  if (weights === null && isOfCounts(survey, query)) return plainFigures(survey, query, countsOf(domain));
  const sampling = samplingOf(tally, domain, weights);
  if (isOfValues(query.variable, query.statistic)) return [valueFigure(survey, query, domain, sampling)];
  return query.categories.map(({ number }) => categoryFigure(query, sampling(havingOrNot(domain, number))));
}

/** Whether counts of categories tell all of it, as released ones must. */
function isOfCounts(survey: CompiledSurvey, { variable, base, statistic }: WeightedQuery): boolean {
  return variable.type !== 'number' && (base === 'respondents' || !isInferred(survey, { statistic }));
}

const countsOf = ({ n, having }: TalliedDomain): Counts => ({
  base: sum(n),
  of: (number) => sum(having.get(number)?.values() ?? []),
});

/** Against a simple random sample drawn with replacement: the population of volunteers has no size. */
const deff = { deff: 'replace' } as const;

function categoryFigure({ statistic, base }: WeightedQuery, sample: Sample): Figure {
  const { design } = sample;
  if (design === null) return loneFigure(sample, statistic === 'total' ? 'total' : base);
  const y = columnOf(sample, (row) => row.y);
  if (statistic === 'total') return figure(svytotal(design, y, deff), sample);
  if (base === 'respondents') return between(svyciprop(design, y, deff), sample);
  const ticks = columnOf(sample, (row) => row.ticks);
  return between(withLogOdds(svyratio(design, y, ticks, deff)), sample);
}

/** Of a single respondent, or of nobody. */
function loneFigure({ rows, n, nEff }: Sample, of: 'total' | 'respondents' | 'mentions'): Figure {
  const y = sum(rows.map((row) => row.y));
  const whole = of === 'mentions' ? sum(rows.map(({ ticks }) => ticks)) : n;
  return { ...bare(n), nEff, estimate: of === 'total' ? y : whole === 0 ? null : y / whole };
}

/** The interval that shares have, for a ratio of mentions. */
function withLogOdds(estimate: Estimate): Estimate {
  const { n } = estimate;
  const [p, se] = [estimate.estimate ?? Number.NaN, estimate.se ?? Number.NaN];
  const df = estimate.df ?? Infinity;
  const share = { p, se, df, degrees: df, n, respondents: n, confidence: 0.95 };
  const [low, high] = shareInterval('logit', share);
  return { ...estimate, ciLow: finite(low), ciHigh: finite(high) };
}

/** At 0 and 1 the log odds have no interval; the score interval of as many respondents as the weights leave has. */
function between(estimate: Estimate, sample: Sample): Figure {
  const found = figure(estimate, sample);
  const { estimate: p, se } = estimate;
  if ((p !== 0 && p !== 1) || se !== 0 || sample.nEff === null) return found;
  const [ciLow, ciHigh] = wilson(p, sample.nEff);
  return { ...found, ciLow, ciHigh };
}

function figure(estimate: Estimate, { weighted, nEff }: Sample): Figure {
  const plain = plainly(estimate);
  return weighted ? { ...plain, nEff, deff: estimate.deff ?? null } : plain;
}

function valueFigure(survey: CompiledSurvey, query: WeightedQuery, domain: TalliedDomain, sampling: Sampling): Figure {
  const sample = sampling(valuedRows(domain, query));
  const { n, nEff, design, weighted } = sample;
  const added = sum(sample.rows.map((row) => row.y * row.n));
  if (query.statistic === 'total' && !weighted) return { ...bare(n), estimate: added };
  if (design === null) return { ...bare(n), nEff, estimate: n === 0 ? null : added };
  const estimate = valueEstimate(
    query,
    design,
    columnOf(sample, (row) => row.y),
  );
  return isInferred(survey, query) ? figure(estimate, sample) : { ...bare(n), nEff, estimate: estimate.estimate };
}

/** Rows of the values of a scale or a number. */
function valuedRows(domain: TalliedDomain, { variable }: WeightedQuery) {
  if (variable.type === 'number') return valued(domain, (number) => number);
  const values = new Map(scaleOf(variable).map(({ number, value }) => [number, value]));
  return valued(domain, (number) => values.get(number));
}

function valueEstimate({ statistic, variable }: WeightedQuery, design: SurveyDesign, y: (number | null)[]): Estimate {
  if (statistic === 'total') return svytotal(design, y, deff);
  if (statistic === 'mean') return svymean(design, y, deff);
  if (variable.type === 'number') return svyquantile(design, y, [0.5], deff)[0]!;
  const values = scaleOf(variable).map(({ value }) => value);
  const places = y.map((value) => (value === null ? null : values.indexOf(value)));
  return svyquantileOfCategories(design, places, boundsBetween(values), [0.5], deff)[0]!;
}
