/** A figure, or two beside each other, as the sentence of a resolution or a report. */
import { isAbove } from '../chart/order.ts';
import { isShown, type Value } from '../chart/value.ts';
import { citedSearch } from '../figure/cited.ts';
import type { Words } from '../explore/words.ts';
import type { Messages } from '../messages.ts';

/** What is cited: a share of those who need, of answers to a question, of those at a level, or the middle of a level. */
export type CitedKind = 'need' | 'answer' | 'step' | 'level';

/**
 * `name` tells the row from the others; `of`: where it is from, if from another figure than the others; `base`: whom it is
 * about, if not everybody of the figure; `within` where it is one of a skill's, such as a group.
 */
export interface CitedRow {
  readonly key: string;
  readonly name: string;
  readonly value: Value;
  readonly of?: CitedSource;
  readonly base?: string;
  readonly within: { readonly skill: string; readonly label: string; readonly member: string } | null;
}

export type CitedSource = Pick<CitedFigure, 'wave' | 'day' | 'figure'>;

/**
 * What holds for every row of a figure. `base`: whom it is about; `day`: of the publication, in words, empty before the
 * first; `question`: to which these are answers, or the ends of the scale of a level; `figure`: its identifier, empty
 * where it has none; `page`: the way to its page on this site, empty likewise; `sample`: who could answer; `exact`: not
 * published; `invented`: of no real person.
 */
export interface CitedFigure {
  readonly kind: CitedKind;
  readonly question: string;
  readonly survey: string;
  readonly wave: string;
  readonly day: string;
  readonly figure: string;
  readonly page: string;
  readonly sample: 'probability' | 'census' | 'open';
  readonly base: string;
  readonly unit: string;
  readonly interval: 'confidence' | 'indicative' | 'none';
  readonly exact: boolean;
  readonly invented: boolean;
  readonly rows: readonly CitedRow[];
}

/** A row that brings its whole sentence, such as one of a comparison, which has said already what is sure. */
export interface ToldRow extends CitedRow {
  readonly tell: (address: string) => string;
}

/** Rows that are cited alone; `page`: the way to them on this site. */
export interface ToldFigure {
  readonly kind: 'told';
  readonly page: string;
  readonly rows: readonly ToldRow[];
}

/** The sentence of such a row; null where it has no value to be cited. */
export function toldSentence({ rows, page }: ToldFigure, key: string, site: string): string | null {
  const row = rows.find((one) => one.key === key);
  return row && isShown(row.value) ? row.tell(new URL(page, site).href) : null;
}

/** Which of two figures is higher, where that can be said. */
export type Order = 'higher' | 'lower' | 'none';

/** The order of two figures, by the one rule of all pages. */
export function orderOf(first: Value, second: Value): Order {
  if (isAbove(first, second)) return 'higher';
  return isAbove(second, first) ? 'lower' : 'none';
}

/**
 * Null where a value is not there to be cited.
 * @param other  a second row of the same figure; null where none is compared
 * @param site  the address of the service, so that whoever reads the sentence finds the figure
 */
export function resolution(
  row: CitedRow,
  other: CitedRow | null,
  figure: CitedFigure,
  words: Words,
  m: Messages,
  site: string,
): string | null {
  if (!isShown(row.value) || (other !== null && !isShown(other.value))) return null;
  const { kind, question, unit } = figure;
  const sources = [row, ...(other ? [other] : [])].map(({ of }) => of ?? figure);
  const joined = (told: readonly string[]) => {
    const [one = '', second] = [...new Set(told)].filter((each) => each !== '');
    return second === undefined ? one : m('take.resolution.both', { one, other: second });
  };
  const source = (name: keyof CitedSource) => joined(sources.map((each) => each[name]));
  const [wave, day, id] = [source('wave'), source('day'), source('figure')];
  const base = joined([row, other ?? row].map((each) => each.base ?? figure.base));
  const told = {
    ...{ kind, what: m('take.resolution.what', { kind, question, unit }), several: severalOf(sources) },
    ...{ sample: figure.sample, address: figure.page === '' ? '' : new URL(pageOf(row, other, figure), site).href },
    ...{ survey: figure.survey, wave, dated: day === '' ? 'no' : 'yes', day },
    ...{ base, unit, identified: id === '' ? 'no' : 'yes', figure: id },
    ...{ exact: figure.exact ? 'yes' : 'no', invented: figure.invented ? 'yes' : 'no' },
  };
  const first = clause(row, figure, words, m);
  if (other === null) return m('take.resolution.one', { ...told, first });
  const order = orderOf(row.value, other.value);
  const second = clause(other, figure, words, m);
  return m('take.resolution.two', { ...told, first, second, order });
}

const severalOf = (sources: readonly CitedSource[]) =>
  new Set(sources.map(({ figure }) => figure)).size > 1 ? 'yes' : 'no';

/** The page of the figure, at the rows that are cited; of a row with a figure of its own that one's. */
function pageOf(row: CitedRow, other: CitedRow | null, { page, figure }: CitedFigure): string {
  if (row.of !== undefined) return page.replace(figure, row.of.figure);
  return `${page}${citedSearch([row.key, ...(other ? [other.key] : [])])}`;
}

/** "«Inglese», Matera e Bradano: 34% (intervallo indicativo 31–37%, 780 persone)" */
function clause({ name, value }: CitedRow, { interval, unit }: CitedFigure, words: Words, m: Messages): string {
  const [rate, count, range] = [words.short(value), words.count(value.n), words.range(value)];
  const ranged = value.low === null || value.high === null ? 'none' : interval;
  return m('take.resolution.row', { name, rate, ranged, range, unit, n: value.n ?? 0, count });
}

/** Why a row cannot be cited; null where it can. */
export function notCited({ name, value }: CitedRow, m: Messages): string | null {
  if (isShown(value)) return null;
  return m('take.resolution.not', { name, asked: value.state === 'not_asked' ? 'no' : 'yes' });
}
