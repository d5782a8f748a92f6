/** Figures of a published row with weights: of weighted shares, and the design effect that the snapshot keeps. */
import type { CompiledSurvey } from '../survey/registry/registry.ts';
import { boundsBetween, meanOfCounts, quantileOfCounts } from './disclosure/counted.ts';
import { rounded, weightedSum, type ShownClass } from './disclosure/weighted-share.ts';
import { bare, proportion, z, type Figure } from './estimate/proportion.ts';
import { scaleOf } from './measure.ts';
import { isInferred, type Counts } from './plain-figure.ts';
import type { CheckedQuery } from './query.ts';
import type { PublishedWeights } from './weight/published.ts';

/** A domain and its classes, each with the counts of a variable. */
export interface SplitDomain extends Counts {
  readonly n: number;
  readonly classes: readonly (Counts & { readonly n: number; readonly meanWeight: number })[];
}

/** The snapshot's weights, and how many answers it counts. */
export interface Weighed extends Pick<PublishedWeights, 'deff' | 'mean'> {
  readonly responses: number;
}

/** The figures of a domain, one a category; of a scale's mean or median one in all. */
export function weightedFigures(
  survey: Pick<CompiledSurvey, 'sampleType'>,
  query: CheckedQuery,
  domain: SplitDomain,
  weighed: Weighed,
): Figure[] {
  const { statistic, base, variable, categories } = query;
  const inference = isInferred(survey, query);
  if (statistic === 'mean' || statistic === 'median') return [scaleFigure(query, domain, weighed.deff, inference)];
  if (statistic === 'total')
    return categories.map(({ number }) => totalFigure(weightedSum(classesOf(domain, number), 'y'), domain, weighed));
  if (base === 'respondents')
    return categories.map(({ number }) =>
      proportion(shareOf(domain, number) * domain.base, domain.base, inference, weighed.deff),
    );
  const all = variable.categories.reduce((sum, { number }) => sum + shareOf(domain, number), 0);
  return categories.map(({ number }) => ({
    ...bare(domain.base),
    ...{ nEff: domain.base / weighed.deff, estimate: all === 0 ? null : shareOf(domain, number) / all },
    deff: weighed.deff,
  }));
}

/**
 * How many of the population: Σ w over those who have the category. The error is that of a share of the whole survey,
 * whose population is known: N √(p(1 − p) / (nEff − 1)), nEff of all answers.
 */
export function totalFigure(y: number, { base }: Pick<Counts, 'base'>, { deff, mean, responses }: Weighed): Figure {
  const { se, ciLow, ciHigh, cv, nEff, ...share } = proportion(y, responses, true, deff);
  const population = mean * responses;
  const times = (value: number | null) => value && value * population;
  const own = nEff && (nEff * base) / responses;
  return {
    ...share,
    n: base,
    nEff: own,
    estimate: y * mean,
    se: times(se),
    ciLow: times(ciLow),
    ciHigh: times(ciHigh),
    cv,
  };
}

/**
 * Mean: √(Σ p (x − m)² / (nEff − 1)) and 1.96 of it on both sides. Median: between the quantiles 0.5 ∓ 1.96 √(0.25 / nEff)
 * (Woodruff 1952), the error what their distance amounts to.
 */
function scaleFigure(
  { variable, statistic }: CheckedQuery,
  domain: SplitDomain,
  deff: number,
  inference: boolean,
): Figure {
  const scale = scaleOf(variable);
  const [shares, values] = [scale.map(({ number }) => shareOf(domain, number)), scale.map(({ value }) => value)];
  const n = scale.reduce((sum, { number }) => sum + domain.of(number), 0);
  const nEff = n / deff;
  const known = { ...bare(n), nEff, deff };
  const mean = meanOfCounts(shares, values);
  if (statistic === 'mean') {
    if (mean === null || !inference || nEff <= 1) return { ...known, estimate: mean };
    const whole = shares.reduce((sum, share) => sum + share, 0);
    const spread = shares.reduce((sum, share, place) => sum + (share / whole) * ((values[place] ?? 0) - mean) ** 2, 0);
    return withError(known, mean, Math.sqrt(spread / (nEff - 1)));
  }
  const quantile = (probability: number) => quantileOfCounts(shares, boundsBetween(values), probability);
  const half = z * Math.sqrt(0.25 / nEff);
  const [estimate, ciLow, ciHigh] = [
    quantile(0.5),
    quantile(Math.max(0, 0.5 - half)),
    quantile(Math.min(1, 0.5 + half)),
  ];
  if (estimate === null || ciLow === null || ciHigh === null || !inference) return { ...known, estimate };
  const se = (ciHigh - ciLow) / (2 * z);
  return { ...known, estimate, se, ciLow, ciHigh, cv: se / Math.abs(estimate) };
}

function withError(known: Figure, estimate: number, se: number): Figure {
  const cv = estimate === 0 ? null : se / Math.abs(estimate);
  return { ...known, estimate, se, ciLow: estimate - z * se, ciHigh: estimate + z * se, cv };
}

/** Σ m y / Σ m b, as `weightedShare` has it. */
function shareOf(domain: SplitDomain, number: number): number {
  const classes = classesOf(domain, number);
  return weightedSum(classes, 'y') / weightedSum(classes, 'base');
}

const classesOf = ({ classes }: SplitDomain, number: number): ShownClass[] =>
  rounded(classes.map(({ n, base, of, meanWeight }) => ({ n, base, y: of(number), meanWeight })));
