/** From counts to the table of figures that goes out. */
import { createHash } from 'node:crypto';
import type { CompiledSurvey, NumberedCategory } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { written } from './dimension.ts';
import type { Domain } from './domain.ts';
import type { Figure } from './estimate/proportion.ts';
import { isOfValues } from './measure.ts';
import { isInferred } from './plain-figure.ts';
import type { CheckedQuery } from './query.ts';
import type { WeightedQuery } from './weight-kind.ts';

/** What of the envelope does not follow from the survey and the query. */
export type Provenance = Pick<EstimateEnvelope, 'snapshot' | 'k' | 'coverage' | 'n'>;

/** The table: the rows of each domain, one a category. */
export function envelope(
  survey: CompiledSurvey,
  query: WeightedQuery,
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
    base: query.base,
    weights: query.chosen,
    varianceMethod: methodOf(survey, query),
    interval: intervalOf(survey, query),
    sampleType: survey.sampleType,
    view: query.view,
    ...provenance,
    figure: provenance.snapshot === null ? null : figureId(survey, query, provenance.snapshot.id),
    rows,
  };
}

/**
 * The rows of a domain whose figures may be seen.
 * @param figures  one a line of the query, see `linesOf`
 * @param weights  those of these rows, when they are not the query's
 */
export function shownRows(
  query: WeightedQuery,
  domain: Domain,
  figures: readonly Figure[],
  weights = query.chosen.kind,
): EstimateRow[] {
  const codes = codesOf(query, domain);
  return linesOf(query).map((category, line) => {
    const { n, nEff, estimate, se, ciLow, ciHigh, cv, deff } = figures[line]!;
    // named one by one: a view has a thousand rows, and spreading an object into the middle of one is slow
    return { ...codes, category, n, nEff, estimate, se, ciLow, ciHigh, cv, deff, weights, state: 'shown' };
  });
}

/** The category of each row of a domain; null for the one row of a figure of all values. */
export function linesOf({ variable, statistic, categories }: CheckedQuery): (string | null)[] {
  return isOfValues(variable, statistic) ? [null] : categories.map(({ code }) => code);
}

/** The rows of a domain of which nothing is told. */
export function silentRows(query: CheckedQuery, domain: Domain, state: 'not_published' | 'not_asked'): EstimateRow[] {
  const codes = codesOf(query, domain);
  return linesOf(query).map((category) => ({ ...codes, category, ...nothing, state }));
}

/** The question itself, the same however it was written. */
export function canonical(survey: CompiledSurvey, query: WeightedQuery): string {
  const chosen = query.categories.length === query.variable.categories.length ? null : codesIn(query.categories);
  const where = Object.entries(whereCodes(query));
  const { variable, statistic, by, base } = query;
  const weights = query.chosen.kind;
  return JSON.stringify([survey.id, variable.name, statistic, by.map(written), where, chosen, weights, base]);
}

/**
 * The identifier of a figure: twelve characters of base 32 (60 bits of SHA-256), the same for the same survey,
 * snapshot and question.
 */
export function figureId(survey: CompiledSurvey, query: WeightedQuery, snapshot: string): string {
  return identifier([snapshot, canonical(survey, query)], 12);
}

/** So many characters of base 32 (a–z, 2–7) of the SHA-256 of a value written as JSON. */
export function identifier(value: unknown, length: number): string {
  const digest = createHash('sha256').update(JSON.stringify(value)).digest();
  return Array.from(digest.subarray(0, length), (byte) => 'abcdefghijklmnopqrstuvwxyz234567'[byte % 32]).join('');
}

/** Where errors come from; null where there are none. */
function methodOf(survey: CompiledSurvey, query: WeightedQuery): string | null {
  if (!hasErrors(survey, query)) return null;
  if (query.chosen.kind === 'none' && query.base === 'respondents') return 'srs';
  return query.view === 'published' ? 'design_effect' : 'linearisation';
}

/** A sum of what respondents say is as it is; released counts do not tell the error of mentions. */
function hasErrors(survey: CompiledSurvey, query: WeightedQuery): boolean {
  const { statistic, base, view, chosen } = query;
  if (base === 'mentions' && view === 'published') return false;
  return isInferred(survey, query) && !(statistic === 'total' && chosen.kind === 'none');
}

function intervalOf(survey: CompiledSurvey, query: WeightedQuery): EstimateEnvelope['interval'] {
  if (!hasErrors(survey, query)) return 'none';
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
