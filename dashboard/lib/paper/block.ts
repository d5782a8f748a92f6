/** A figure on paper with its title; or what there is in its place, and why. */
import type { EstimateEnvelope, EstimateQuery } from '../../../analytics/contract.ts';
import type { Variable } from '../../../survey/contract.ts';
import { footOf, type Foot, type Listed } from './figure.ts';
import type { Scope } from './place.ts';
import { rangesOf, type RangeOptions, type Ranges } from './ranges.ts';
import type { PaperSurvey, Source } from './source.ts';

/**
 * - `near`: why it is about a wider territory than the page, or why there is nothing
 * - `beside`: whose values stand beside, as small strokes
 */
export interface Block {
  readonly title: string;
  readonly near: string | null;
  readonly ranges: Ranges | null;
  readonly foot: Foot | null;
  readonly beside: string | null;
  readonly listed: readonly Listed[];
}

export interface Wanted {
  readonly title: string;
  /** what its rows are about, for the list of figures */
  readonly what: string;
  readonly query: Omit<EstimateQuery, 'where'>;
  readonly options: Omit<RangeOptions, 'language' | 'words' | 'beside'>;
  /** whether the values of the widest scope stand beside */
  readonly compare?: boolean;
}

export interface Answer {
  readonly envelope: EstimateEnvelope;
  /** which of the scopes it is about */
  readonly at: number;
}

/** Asks the same of one scope after the other until something is published; the answer of the first where nothing is. */
export async function nearest(
  survey: PaperSurvey,
  scopes: readonly Scope[],
  query: Wanted['query'],
  isTold = isAnyShown,
): Promise<Answer & { readonly found: boolean }> {
  let first: EstimateEnvelope | null = null;
  for (const [at, { where }] of scopes.entries()) {
    const envelope = await survey.ask({ ...query, where });
    if (isTold(envelope)) return { envelope, at, found: true };
    first ??= envelope;
  }
  if (first === null) throw new Error('a figure needs a scope');
  return { envelope: first, at: 0, found: false };
}

export const isAnyShown = ({ rows }: EstimateEnvelope): boolean =>
  rows.some(({ state, estimate }) => state === 'shown' && estimate !== null);

/** Shares of one territory, or of the nearest around it that is published. */
export async function rangeBlock(
  source: Source,
  survey: PaperSurvey,
  scopes: readonly Scope[],
  wanted: Wanted,
): Promise<Block> {
  const { envelope, at, found } = await nearest(survey, scopes, wanted.query);
  const whole = scopes.at(-1);
  const compared = wanted.compare && found && whole && at < scopes.length - 1 ? whole : null;
  const beside = compared ? await survey.ask({ ...wanted.query, where: compared.where }) : undefined;
  const { language } = source;
  const ranges = rangesOf(envelope, { ...wanted.options, language, words: survey.words, beside });
  const scope = scopes[at];
  return {
    title: wanted.title,
    near: nearWords(source, survey, scopes, { envelope, at, found }),
    ranges,
    foot: ranges && footOf(source, survey, envelope, ranges),
    beside: compared?.name ?? null,
    listed: ranges && scope ? listedOf(source, survey, ranges, wanted.what, scope) : [],
  };
}

/** Why a figure is of a wider territory, or not there; null where it is the one that was asked for. */
export function nearWords(
  { m }: Source,
  { facts, summary }: PaperSurvey,
  scopes: readonly Scope[],
  { envelope, at, found }: Answer & { readonly found: boolean },
): string | null {
  if (found && at === 0) return null;
  const place = scopes[0]?.name ?? '';
  if (found) return m('paper.nearest', { place, nearest: scopes[at]?.name ?? '' });
  if (envelope.snapshot === null) return m('paper.unpublished', { size: facts.sizes[0] ?? 0, n: summary.responses });
  const isAsked = envelope.rows.some(({ state }) => state !== 'not_asked');
  return isAsked ? m('paper.withheld', { k: facts.k, unit: summary.unit }) : m('paper.notAsked');
}

function listedOf(source: Source, { summary }: PaperSurvey, ranges: Ranges, what: string, scope: Scope): Listed[] {
  const [first] = ranges.rows;
  if (ranges.figure === null || !first) return [];
  const told = source.m('paper.listed', { what, place: scope.name, survey: summary.title[source.language] });
  return [{ id: ranges.figure, what: told, row: first.label, number: `${first.rate} (${first.range})` }];
}

/** A variable of several or one tick as a figure of its categories. */
export const sharesOf = (variable: Variable, title: string, what: string, rows: number): Wanted => ({
  ...{ title, what },
  query: { variable: variable.name },
  options: { choices: variable.categories, rows },
});
