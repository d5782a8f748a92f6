/** A figure, or two beside each other, as the sentence of a resolution or a report. */
import { isAbove } from '../chart/order.ts';
import { isShown, type Value } from '../chart/value.ts';
import type { Words } from '../explore/words.ts';
import type { Messages } from '../messages.ts';

/** `name` tells the row from the others of its figure; `of`: where it is from, if from another figure than the others. */
export interface CitedRow {
  readonly key: string;
  readonly name: string;
  readonly value: Value;
  readonly of?: CitedSource;
}

export type CitedSource = Pick<CitedFigure, 'wave' | 'day' | 'figure'>;

/**
 * What holds for every row of a figure. `base`: whom it is about; `day`: of the publication, in words, empty before the
 * first; `figure`: its identifier, empty where it has none; `exact`: not published; `invented`: of no real person.
 */
export interface CitedFigure {
  readonly survey: string;
  readonly wave: string;
  readonly day: string;
  readonly figure: string;
  readonly base: string;
  readonly unit: string;
  readonly interval: 'confidence' | 'indicative' | 'none';
  readonly exact: boolean;
  readonly invented: boolean;
  readonly rows: readonly CitedRow[];
}

/** Which of two figures is higher, where that can be said. */
export type Order = 'higher' | 'lower' | 'none';

/** The order of two figures, by the one rule of all pages. */
export function orderOf(first: Value, second: Value): Order {
  if (isAbove(first, second)) return 'higher';
  return isAbove(second, first) ? 'lower' : 'none';
}

/** @param other  a second row of the same figure; null where none is compared */
export function resolution(
  row: CitedRow,
  other: CitedRow | null,
  figure: CitedFigure,
  words: Words,
  m: Messages,
): string {
  const sources = [row, ...(other ? [other] : [])].map(({ of }) => of ?? figure);
  const source = (name: keyof CitedSource) => {
    const [one = '', second] = [...new Set(sources.map((each) => each[name]))].filter((each) => each !== '');
    return second === undefined ? one : m('take.resolution.both', { one, other: second });
  };
  const [wave, day, id] = [source('wave'), source('day'), source('figure')];
  const told = {
    ...{ survey: figure.survey, wave, dated: day === '' ? 'no' : 'yes', day },
    ...{ base: figure.base, unit: figure.unit, identified: id === '' ? 'no' : 'yes', figure: id },
    ...{ exact: figure.exact ? 'yes' : 'no', invented: figure.invented ? 'yes' : 'no' },
  };
  const first = clause(row, figure, words, m);
  if (other === null) return m('take.resolution.one', { ...told, first });
  const order = orderOf(row.value, other.value);
  const isBoth = isShown(row.value) && isShown(other.value);
  const second = clause(other, figure, words, m);
  return m('take.resolution.two', { ...told, first, second, order: isBoth ? order : 'unknown' });
}

/** "«Inglese», Matera e Bradano: 34% (intervallo indicativo 31–37%, 780 persone)" */
function clause({ name, value }: CitedRow, { interval, unit }: CitedFigure, words: Words, m: Messages): string {
  const [rate, count, range] = [words.short(value), words.count(value.n), words.range(value)];
  const ranged = value.low === null || value.high === null ? 'none' : interval;
  const state = isShown(value) ? 'shown' : value.state === 'not_asked' ? 'not_asked' : 'not_published';
  return m('take.resolution.row', { name, state, rate, ranged, range, unit, n: value.n ?? 0, count });
}
