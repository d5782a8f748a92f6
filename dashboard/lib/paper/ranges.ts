/** Shares with their ranges, as rows of a table that draws them: what charts are on paper. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { Category, Language } from '../../../survey/contract.ts';
import { placesOf, runsOf, writtenPlaces, type Run } from '../chart/order.ts';
import { certaintyOf } from '../chart/scale.ts';
import { byEstimate, isShown, valueOf, type Value } from '../chart/value.ts';
import { endOf } from '../explore/skills.ts';
import type { Words } from '../explore/words.ts';

/** A dot with its range, in parts of the axis from 0 to 1. */
export interface Dot {
  readonly low: number | null;
  readonly at: number;
  readonly high: number | null;
}

/**
 * - `code`: names the row in the figure
 * - `beside`: the same of the whole programme
 * - `tie`: the places that it may have, at the first of several rows that are alike and told apart from all others; and how many
 *   rows are drawn with it
 */
export interface RangeRow {
  readonly code: string;
  readonly label: string;
  readonly rate: string;
  readonly range: string;
  readonly n: string;
  readonly dot: Dot | null;
  /** 0 the surest */
  readonly certainty: number;
  readonly beside: { readonly at: number; readonly rate: string } | null;
  readonly tie: { readonly places: string; readonly rows: number } | null;
  readonly tied: boolean;
}

/** `least`, `most`: the respondents of its rows; `end`: where the axis ends; `left`: rows of the figure that are not drawn. */
export interface Ranges {
  readonly figure: string | null;
  readonly rows: readonly RangeRow[];
  readonly end: string;
  readonly middle: string;
  readonly least: number;
  readonly most: number;
  readonly left: number;
}

export interface RangeOptions {
  readonly choices: readonly Category[];
  readonly language: Language;
  readonly words: Words;
  /** no more rows than these */
  readonly rows: number;
  /** the whole programme's figure */
  readonly beside?: EstimateEnvelope | undefined;
  /** which column names the row; the category unless told */
  readonly column?: string;
  /** whether places are told: only of shares of the same people */
  readonly ties?: boolean;
}

interface Named {
  readonly code: string;
  readonly label: string;
  readonly value: Value;
}

/** Highest first; null when nothing of it is published. */
export function rangesOf(envelope: EstimateEnvelope, options: RangeOptions): Ranges | null {
  const asked = namedRows(envelope, options);
  const all = asked.filter(({ value }) => isShown(value));
  if (all.length === 0) return null;
  const drawn = all.slice(0, options.rows);
  const beside = besideOf(options);
  const most = endOf([...drawn, ...drawn.flatMap(({ code }) => beside.get(code) ?? [])]);
  const places = options.ties ? placesOf(asked.map(({ value }) => value)).map(writtenPlaces) : [];
  const runs = runsOf(options.ties ? all.map(({ value }) => value) : []);
  const counts = drawn.map(({ value }) => value.n ?? 0);
  return {
    figure: envelope.figure,
    rows: drawn.map((row, at) => ({
      ...rowOf(row, most, options.words),
      beside: besideIn(beside.get(row.code)?.value, most, options.words),
      ...tieAt(at, drawn.length, places[at], runs),
    })),
    ...{ end: options.words.rate(most), middle: options.words.rate(most / 2) },
    ...{ least: Math.min(...counts), most: Math.max(...counts), left: all.length - drawn.length },
  };
}

/** Every category with its value, highest first. */
export function namedRows(
  { rows }: EstimateEnvelope,
  { choices, language, column = 'category' }: Pick<RangeOptions, 'choices' | 'language' | 'column'>,
): Named[] {
  const known = new Map(rows.map((row) => [String(row[column as keyof EstimateRow]), row]));
  return choices
    .map(({ code, label }) => ({ code, label: label[language], value: valueOf(known.get(code)) }))
    .sort((a, b) => byEstimate(a, b) || a.label.localeCompare(b.label, language));
}

/** Whether some rows are withheld, so that a first one is the first of those published; for a sentence. */
export const partlyOf = (rows: readonly { readonly value: Value }[]): 'yes' | 'no' =>
  rows.some(({ value }) => value.state === 'not_published') ? 'yes' : 'no';

function rowOf({ code, label, value }: Named, most: number, words: Words) {
  const { estimate, low, high, n } = value;
  const place = (share: number | null) => (share === null ? null : Math.min(1, share / most));
  const dot = estimate === null ? null : { low: place(low), at: place(estimate) ?? 0, high: place(high) };
  const told = { rate: words.short(value), range: words.range(value), n: words.count(n) };
  return { code, label, ...told, dot, certainty: certaintyOf(value) };
}

const besideOf = (options: RangeOptions): ReadonlyMap<string, Named> =>
  new Map(options.beside ? namedRows(options.beside, options).map((row) => [row.code, row]) : []);

function besideIn(value: Value | undefined, most: number, words: Words): RangeRow['beside'] {
  if (!value || !isShown(value)) return null;
  return { at: Math.min(1, value.estimate / most), rate: words.short(value) };
}

/** Those that are shown stand first, so that places and rows have the same order. */
function tieAt(at: number, drawn: number, places: string | undefined, runs: readonly Run[]) {
  if (places === undefined) return { tie: null, tied: false };
  const run = runs.find(({ first, last }) => first <= at && at <= last) ?? { first: at, last: at };
  const rows = Math.min(run.last + 1, drawn) - run.first;
  return { tied: true, tie: at === run.first ? { places, rows } : null };
}
