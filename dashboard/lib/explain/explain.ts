/** How a table of figures was computed, in plain words and with its own numbers. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { Language, Unit } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import { inLanguage } from '../language.ts';
import type { Messages } from '../messages.ts';
import { valueOf } from '../chart/value.ts';
import { wordsOf } from '../explore/words.ts';
import { lazily } from '../lazy.ts';
import { numberWords } from './number.ts';

export interface ExplainedLine {
  readonly term: string;
  readonly text: string;
}

/** `figure` is null before the first publication; `method` leads to the survey's method note. */
export interface Explained {
  readonly lines: readonly ExplainedLine[];
  readonly figure: { readonly id: string; readonly href: string } | null;
  readonly method: string;
}

export interface ExplainOptions {
  readonly m: Messages;
  readonly language: Language;
  readonly unit: Unit;
  /** what a row is about, for the example */
  readonly nameOf: (row: EstimateRow) => string;
  /** the rows that the page is about: one of them is the example, where one has a figure */
  readonly about?: readonly EstimateRow[];
}

/** What an account of the computation needs of the table. */
interface Read extends ExplainOptions {
  readonly envelope: EstimateEnvelope;
  readonly shown: readonly EstimateRow[];
  /** of the rows that the page is about, else of all, the one with most respondents */
  readonly example: EstimateRow | null;
}

/** Who was asked, of whom the figures are, how each is made, weights, range, what is hidden, and the day. */
export function explain(envelope: EstimateEnvelope, options: ExplainOptions): Explained {
  const { language } = options;
  const lines = lazily(() => linesOf(envelope, options));
  return {
    get lines() {
      return lines();
    },
    figure:
      envelope.figure === null
        ? null
        : { id: envelope.figure, href: inLanguage(`/figure/${envelope.figure}`, language) },
    method: inLanguage(`/survey/${envelope.survey}/method`, language),
  };
}

function linesOf(envelope: EstimateEnvelope, options: ExplainOptions): ExplainedLine[] {
  const shown = envelope.rows.filter((row) => row.state === 'shown' && row.estimate !== null);
  const example = exampleOf(shown.filter((row) => options.about?.includes(row))) ?? exampleOf(shown);
  const read = { ...options, envelope, shown, example };
  const { m } = options;
  const line = (term: TermKey, text: string) => ({ term: m(`explain.term.${term}`), text });
  return [
    line('asked', askedWords(read)),
    line('base', baseWords(read)),
    ...(example ? [line('value', valueWords(read, example))] : []),
    line('weights', m('explain.weights', { ...weightsOf(read) })),
    line('range', rangeWords(read)),
    line('hidden', hiddenWords(read)),
    ...(envelope.snapshot ? [line('snapshot', snapshotWords(read, envelope.snapshot))] : []),
  ];
}

const exampleOf = (rows: readonly EstimateRow[]): EstimateRow | null =>
  rows.toSorted((a, b) => (b.n ?? 0) - (a.n ?? 0))[0] ?? null;

type TermKey = 'asked' | 'base' | 'value' | 'weights' | 'range' | 'hidden' | 'snapshot';
type Snapshot = NonNullable<EstimateEnvelope['snapshot']>;

function askedWords({ m, language, envelope, unit }: Read): string {
  const { count } = formats(language);
  const answers = envelope.snapshot?.responses ?? 0;
  const counted = { n: answers, count: count(answers), known: envelope.snapshot ? 'yes' : 'no' };
  return m(`explain.asked.${envelope.sampleType}`, { ...counted, unit });
}

function baseWords({ m, language, shown, unit }: Read): string {
  const bases = shown.map(({ n }) => n ?? 0);
  const [least, most] = [Math.min(...bases), Math.max(...bases)];
  const { count } = formats(language);
  const kind = bases.length === 0 ? 'none' : least === most ? 'one' : 'several';
  return m('explain.base', { kind, unit, least: count(least), most: count(most), n: most });
}

/** A share can be redone with a pencil where each answer counts one; a weighted one cannot. */
function valueWords(read: Read, row: EstimateRow): string {
  const { m, language, unit, envelope, nameOf } = read;
  const { count } = formats(language);
  const [n, estimate] = [row.n ?? 0, row.estimate ?? 0];
  const plain = envelope.statistic === 'proportion' && (row.weights ?? 'none') === 'none';
  return m(plain ? 'explain.value.share' : 'explain.value.other', {
    ...{ name: nameOf(row), unit, n: count(n), part: count(Math.round(estimate * n)) },
    ...{ rate: told(read, row), statistic: envelope.statistic },
  });
}

/** The figure of a row in its own unit. */
function told({ m, language, unit, envelope: { statistic } }: Read, row: EstimateRow): string {
  if (statistic !== 'proportion') return numberWords(statistic, language, m).value(row.estimate ?? 0);
  return wordsOf(language, m, unit).short(valueOf(row));
}

/** The range of a row in the unit of its figure: only a share is told in hundredths. */
function rangeOf({ m, language, unit, envelope: { statistic } }: Read, row: EstimateRow): string {
  if (statistic !== 'proportion') return numberWords(statistic, language, m).range(row);
  return wordsOf(language, m, unit).range(valueOf(row));
}

/** Rows may be without weights where these were not to be published with them. */
function weightsOf({ envelope, shown }: Read) {
  const { kind, version } = envelope.weights;
  const unweighted = shown.filter(({ weights }) => weights === 'none').length;
  const plain = kind === 'none' ? 0 : unweighted;
  return { kind: plain > 0 && plain === shown.length ? 'nowhere' : kind, version: version ?? 0, unweighted: plain };
}

function rangeWords(read: Read): string {
  const { m, envelope, example, nameOf } = read;
  const { interval, sampleType } = envelope;
  if (interval === 'none' || example === null || example.ciLow === null) {
    return m('explain.range.none', { sample: sampleType });
  }
  const range = { name: nameOf(example), range: rangeOf(read, example) };
  return `${m(`explain.range.${interval}`, range)} ${wayWords(read, example)}`;
}

/** How the range of the example is computed. */
function wayWords({ m, language, envelope: { statistic } }: Read, { n, nEff, weights }: EstimateRow): string {
  const { count } = formats(language);
  const share = weights === 'none' ? 'wilson' : 'effective';
  const way = statistic === 'median' ? 'median' : statistic === 'mean' ? 'errors' : share;
  return m('explain.range.way', { way, n: count(n ?? 0), same: count(nEff ?? 0) });
}

function hiddenWords({ m, envelope, unit }: Read): string {
  const hidden = envelope.rows.filter(({ state }) => state === 'not_published').length;
  const unasked = envelope.rows.filter(({ state }) => state === 'not_asked').length;
  return m('explain.hidden', { hidden, unasked, all: envelope.rows.length, k: envelope.k, unit });
}

const snapshotWords = ({ m, language }: Read, { id, takenOn }: Snapshot): string =>
  m('explain.snapshot', { id, day: formats(language).day(takenOn) });
