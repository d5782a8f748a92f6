/** From counts to the table of figures that goes out. */
import { createHash } from 'node:crypto';
import type { CompiledSurvey, NumberedCategory } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { written } from './dimension.ts';
import type { Domain } from './domain.ts';
import { count, proportion, type Figure } from './estimate/proportion.ts';
import type { CheckedQuery } from './query.ts';

/** Counts of one domain: respondents in the base, and how many of them have each category, by category number. */
export interface Counts {
  readonly base: number;
  /** null: not published */
  readonly of: (categoryNumber: number) => number | null;
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
    figure: provenance.snapshot === null ? null : figureId(survey, query, provenance.snapshot.id),
    rows,
  };
}

/** The rows of a domain whose counts may be seen. */
export function shownRows(survey: CompiledSurvey, query: CheckedQuery, domain: Domain, counts: Counts): EstimateRow[] {
  const codes = codesOf(query, domain);
  return query.categories.map(({ code, number }) => {
    const y = counts.of(number);
    if (y === null) return { ...codes, category: code, ...nothing, state: 'not_published' };
    const { n, nEff, estimate, se, ciLow, ciHigh, cv, deff } = figure(survey, query, y, counts.base);
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
export function canonical(survey: CompiledSurvey, query: CheckedQuery): string {
  const chosen = query.categories.length === query.variable.categories.length ? null : codesIn(query.categories);
  const where = Object.entries(whereCodes(query));
  const { variable, statistic, by } = query;
  return JSON.stringify([survey.id, variable.name, statistic, by.map(written), where, chosen, 'none', 'respondents']);
}

/**
 * The identifier of a figure: twelve characters of base 32 (60 bits of SHA-256), the same for the same survey,
 * snapshot and question.
 */
export function figureId(survey: CompiledSurvey, query: CheckedQuery, snapshot: string): string {
  return identifier([snapshot, canonical(survey, query)], 12);
}

/** So many characters of base 32 (a–z, 2–7) of the SHA-256 of a value written as JSON. */
export function identifier(value: unknown, length: number): string {
  const digest = createHash('sha256').update(JSON.stringify(value)).digest();
  return Array.from(digest.subarray(0, length), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
}

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
