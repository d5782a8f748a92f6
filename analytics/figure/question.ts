/** A question to the figures in the words of the address, the same however it was written. */
import type { EstimateQuery } from '../contract.ts';
import { written } from '../dimension.ts';
import type { WeightedQuery } from '../weight-kind.ts';

/** `category` is null where all of the variable are asked for, or none because the figure is of no category. */
export interface Question {
  readonly variable: string;
  readonly statistic: string;
  readonly by: readonly string[];
  readonly where: readonly (readonly [variable: string, codes: readonly string[]])[];
  readonly category: readonly string[] | null;
  readonly weights: string;
  readonly base: string;
}

/** What of a checked query makes it this question and no other. */
export function questionOf(query: WeightedQuery): Question {
  const { variable, statistic, by, where, categories, chosen, base } = query;
  const all = categories.length === 0 || categories.length === variable.categories.length;
  return {
    variable: variable.name,
    statistic,
    by: by.map(written),
    where: where.map(({ dimension, categories: kept }) => [dimension.variable, kept.map(({ code }) => code)]),
    category: all ? null : categories.map(({ code }) => code),
    weights: chosen.kind,
    base,
  };
}

/** The parameters that ask it again. */
export function asParameters(question: Question): Required<Omit<EstimateQuery, 'marked'>> {
  const { variable, statistic, by, where, category, weights, base } = question;
  return {
    ...{ variable, statistic, weights, base, view: 'published' },
    by: by.join(','),
    where: where.map(([name, codes]) => `${name}:${codes.join(',')}`).join(';'),
    category: category?.join(',') ?? '',
  };
}

/** The question as a key; two are the same when their keys are. */
export function keyOf(survey: string, question: Question): string {
  const { variable, statistic, by, where, category, weights, base } = question;
  return JSON.stringify([survey, variable, statistic, by, where, category, weights, base]);
}
