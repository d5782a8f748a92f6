/** Figures of counts, every respondent counting one: the same from released cells and from the answers. */
import { boundsBetween, meanOfCounts, quantileOfCounts } from './disclosure/counted.ts';
import { svyquantileOfCategories } from './estimate/category-quantile.ts';
import { svydesign } from './estimate/design.ts';
import type { Estimate } from './estimate/estimate.ts';
import { svymean } from './estimate/mean.ts';
import { bare, count, proportion, type Figure } from './estimate/proportion.ts';
import { scaleOf } from './measure.ts';
import type { CheckedQuery } from './query.ts';
import type { CompiledSurvey } from '../survey/registry/registry.ts';

/** Counts of one domain: respondents in the base, and how many of them have each category, by category number. */
export interface Counts {
  readonly base: number;
  readonly of: (categoryNumber: number) => number;
}

type Survey = Pick<CompiledSurvey, 'sampleType'>;

/** Whether a figure is an estimate with an error, rather than a count or the fact of a census. */
export const isInferred = ({ sampleType }: Survey, { statistic }: Pick<CheckedQuery, 'statistic'>): boolean =>
  statistic !== 'count' && sampleType !== 'census';

/** The figures of a domain, one a category; of a scale's mean or median one in all. */
export function plainFigures(survey: Survey, query: CheckedQuery, counts: Counts): Figure[] {
  const { statistic, base, variable, categories } = query;
  if (statistic === 'mean' || statistic === 'median') return [scaleFigure(survey, query, counts)];
  const mentions = base === 'mentions' ? sum(variable.categories.map(({ number }) => counts.of(number))) : null;
  return categories.map(({ number }) => {
    const y = counts.of(number);
    if (mentions !== null) return mentioned(y, mentions, counts.base);
    if (statistic === 'proportion') return proportion(y, counts.base, isInferred(survey, query));
    return count(y, counts.base);
  });
}

/** How often respondents mention several things is not released, and so there is no error. */
function mentioned(y: number, mentions: number, n: number): Figure {
  return { ...bare(n), nEff: n, estimate: mentions === 0 ? null : y / mentions };
}

function scaleFigure(survey: Survey, query: CheckedQuery, { of }: Counts): Figure {
  const scale = scaleOf(query.variable);
  const [counts, values] = [scale.map(({ number }) => of(number)), scale.map(({ value }) => value)];
  const n = sum(counts);
  const bounds = boundsBetween(values);
  if (n < 2 || !isInferred(survey, query)) {
    const estimate = query.statistic === 'mean' ? meanOfCounts(counts, values) : quantileOfCounts(counts, bounds, 0.5);
    return { ...bare(n), nEff: n, estimate };
  }
  const design = svydesign({ frequencies: counts });
  if (query.statistic === 'mean') return plainly(svymean(design, values));
  const [median] = svyquantileOfCategories(design, [...values.keys()], bounds, [0.5]);
  return plainly(median!);
}

/** An estimate of equal weights: each respondent is one, and the design has no effect of its own. */
export function plainly({ n, estimate, se, ciLow, ciHigh, cv }: Estimate): Figure {
  return { n, nEff: n, estimate, se, ciLow, ciHigh, cv, deff: null };
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);
