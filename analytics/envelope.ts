/** From counts to the table of figures that goes out. */
import type { CompiledSurvey, NumberedCategory } from '../survey/registry/registry.ts';
import type { EstimateEnvelope, EstimateRow } from './contract.ts';
import { written } from './dimension.ts';
import type { Domain } from './domain.ts';
import type { Figure } from './estimate/proportion.ts';
import { writeFigureId } from './figure/id.ts';
import { keyOf, questionOf } from './figure/question.ts';
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
    ...(query.marked === 'include' && { marked: query.marked }),
    base: query.base,
    weights: query.chosen,
    varianceMethod: methodOf(survey, query),
    interval: intervalOf(survey, query),
    sampleType: survey.sampleType,
    view: query.view,
    ...provenance,
    figure: provenance.snapshot && writeFigureId(survey.id, provenance.snapshot.id, questionOf(query)),
    rows,
  };
}

/**
 * The rows of a domain whose figures may be seen.
 * @param figures  one a line of the query, see `linesOf`; null: not published
 * @param weights  those of these rows, when they are not the query's
 */
export function shownRows(
  query: WeightedQuery,
  domain: Domain,
  figures: readonly (Figure | null)[],
  weights = query.chosen.kind,
): EstimateRow[] {
  const codes = codesOf(query, domain);
  return linesOf(query).map((category, line) => {
    const figure = figures[line] ?? null;
    if (figure === null) return silent(codes, category, 'not_published');
    const { n, nEff, estimate, se, ciLow, ciHigh, cv, deff } = figure;
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
  return linesOf(query).map((category) => silent(codes, category, state));
}

/** The question itself, the same however it was written. */
export const canonical = (survey: CompiledSurvey, query: WeightedQuery): string => keyOf(survey.id, questionOf(query));

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

/** Named one by one, as in `shownRows`: most rows of a fine division are silent. */
function silent(
  codes: Record<string, string>,
  category: string | null,
  state: 'not_published' | 'not_asked',
): EstimateRow {
  const [n, nEff, estimate, se] = [null, null, null, null];
  const [ciLow, ciHigh, cv, deff, weights] = [null, null, null, null, null];
  return { ...codes, category, n, nEff, estimate, se, ciLow, ciHigh, cv, deff, weights, state };
}
