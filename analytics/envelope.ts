/** From counts to the table of figures that goes out. */
import type { CompiledSurvey, NumberedCategory } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { written } from './dimension.ts';
import type { Domain } from './domain.ts';
import { count, proportion, type Figure } from './estimate/proportion.ts';
import { writeFigureId } from './figure/id.ts';
import { keyOf, questionOf } from './figure/question.ts';
import type { CheckedQuery } from './query.ts';

/** Counts of one domain: respondents in the base, and how many of them have each category, by category number. */
export interface Counts {
  readonly base: number;
  readonly of: (categoryNumber: number) => number;
}

/** What of the envelope does not follow from the survey and the query. */
export type Provenance = Pick<EstimateEnvelope, 'snapshot' | 'k' | 'coverage' | 'n'>;

/** The table: the rows of each domain, one a category. */
export function envelope(
  survey: CompiledSurvey,
  query: CheckedQuery,
  provenance: Provenance,
  rows: readonly EstimateRow[],
): EstimateEnvelope {
  return {
    survey: survey.id,
    wave: survey.wave,
    variable: query.variable.name,
    statistic: query.statistic,
    by: query.by.map(written),
    where: whereCodes(query),
    weights: { kind: 'none', version: null },
    varianceMethod: isInferred(survey, query) ? 'srs' : null,
    interval: intervalOf(survey, query),
    sampleType: survey.sampleType,
    view: query.view,
    ...provenance,
    figure: provenance.snapshot && writeFigureId(survey.id, provenance.snapshot.id, questionOf(query)),
    rows,
  };
}

/** The rows of a domain whose counts may be seen. */
export function shownRows(survey: CompiledSurvey, query: CheckedQuery, domain: Domain, counts: Counts): EstimateRow[] {
  const codes = codesOf(query, domain);
  return query.categories.map(({ code, number }) => {
    const { n, nEff, estimate, se, ciLow, ciHigh, cv, deff } = figure(survey, query, counts.of(number), counts.base);
    // named one by one: a view has a thousand rows, and spreading an object into the middle of one is slow
    return {
      ...codes,
      category: code,
      n,
      nEff,
      estimate,
      se,
      ciLow,
      ciHigh,
      cv,
      deff,
      weights: 'none',
      state: 'shown',
    };
  });
}

/** The rows of a domain of which nothing is told. */
export function silentRows(query: CheckedQuery, domain: Domain, state: 'not_published' | 'not_asked'): EstimateRow[] {
  const codes = codesOf(query, domain);
  return query.categories.map(({ code }) => ({ ...codes, category: code, ...nothing, state }));
}

/** The question itself, the same however it was written. */
export const canonical = (survey: CompiledSurvey, query: CheckedQuery): string => keyOf(survey.id, questionOf(query));

function figure(survey: CompiledSurvey, query: CheckedQuery, y: number, n: number): Figure {
  return query.statistic === 'count' ? count(y, n) : proportion(y, n, survey.sampleType !== 'census');
}

const isInferred = (survey: CompiledSurvey, query: CheckedQuery) =>
  query.statistic === 'proportion' && survey.sampleType !== 'census';

function intervalOf(survey: CompiledSurvey, query: CheckedQuery): EstimateEnvelope['interval'] {
  if (!isInferred(survey, query)) return 'none';
  return survey.sampleType === 'open' ? 'indicative' : 'confidence';
}

const codesIn = (categories: readonly Pick<NumberedCategory, 'code'>[]) => categories.map((one) => one.code);

/** The filters as the envelope tells them. */
export function whereCodes(query: Pick<CheckedQuery, 'where'>): Record<string, readonly string[]> {
  return Object.fromEntries(query.where.map((one) => [one.dimension.variable, codesIn(one.categories)]));
}

function codesOf(query: CheckedQuery, domain: Domain): Record<string, string> {
  return Object.fromEntries(query.by.map((one, place) => [one.variable, domain[place]?.code ?? '']));
}

const nothing = {
  n: null,
  nEff: null,
  estimate: null,
  se: null,
  ciLow: null,
  ciHigh: null,
  cv: null,
  deff: null,
  weights: null,
} as const;
