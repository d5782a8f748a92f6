/** A figure, or two beside each other, as the sentence of a resolution or a report. */
import { isRanked } from '../chart/scale.ts';
import { tiesOf } from '../chart/ties.ts';
import { isShown, type Shown, type Value } from '../chart/value.ts';
import { citedSearch } from '../figure/cited.ts';
import { areApart } from '../explore/finding.ts';
import type { Words } from '../explore/words.ts';
import type { Messages } from '../messages.ts';

/** `name` tells the row from the others of its figure; `within` where it is one of a skill's, such as a group. */
export interface CitedRow {
  readonly key: string;
  readonly name: string;
  readonly value: Value;
  readonly within: { readonly skill: string; readonly label: string; readonly member: string } | null;
}

/**
 * What holds for every row of a figure. `base`: whom it is about; `day`: of the publication, in words, empty before the
 * first; `figure`: its identifier, empty where it has none; `page`: the way to its page on this site, empty likewise;
 * `sample`: who could answer; `exact`: not published; `invented`: of no real person.
 */
export interface CitedFigure {
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

/** Which of two figures is higher, where that can be said. */
export type Order = 'higher' | 'lower' | 'none';

/**
 * The order of two rows, by the rule of titles and of the brackets of a ranking: both sure enough to be put in an order,
 * their ranges apart, and their difference so large that it would hold for all rows of the figure at once.
 */
export function orderOf(first: Value, second: Value, { rows }: Pick<CitedFigure, 'rows'>): Order {
  if (!isShown(first) || !isShown(second) || !isRanked(first) || !isRanked(second)) return 'none';
  const compared = Math.max(2, rows.filter(({ value }) => isShown(value)).length);
  if (isAbove(first, second, compared)) return 'higher';
  return isAbove(second, first, compared) ? 'lower' : 'none';
}

const isAbove = (high: Shown, low: Shown, compared: number): boolean =>
  tiesOf([high, low]).length === 2 && areApart(high, low, compared);

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
  const cited = citedSearch([row.key, ...(other ? [other.key] : [])]);
  const told = {
    ...{ sample: figure.sample, address: figure.page === '' ? '' : new URL(`${figure.page}${cited}`, site).href },
    ...{ survey: figure.survey, wave: figure.wave, dated: figure.day === '' ? 'no' : 'yes', day: figure.day },
    ...{ base: figure.base, unit: figure.unit, identified: figure.figure === '' ? 'no' : 'yes', figure: figure.figure },
    ...{ exact: figure.exact ? 'yes' : 'no', invented: figure.invented ? 'yes' : 'no' },
  };
  const first = clause(row, figure, words, m);
  if (other === null) return m('take.resolution.one', { ...told, first });
  const order = orderOf(row.value, other.value, figure);
  const second = clause(other, figure, words, m);
  return m('take.resolution.two', { ...told, first, second, order });
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
