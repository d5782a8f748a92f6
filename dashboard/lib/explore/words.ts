/** Figures in words: the same ones in tables, under the pointer, and for a screen reader. */
import type { Language, Unit } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';
import { isShown, type Value } from '../chart/value.ts';

export interface Words {
  /** a share in whole percent; what is more than nothing never reads as 0% */
  readonly rate: (share: number) => string;
  /** "34%", or why there is no figure, in a word or two */
  readonly short: (value: Value) => string;
  /** "31–37%"; a dash when there is no range */
  readonly range: (value: Value) => string;
  /** "1.203"; a dash when it is not told */
  readonly count: (n: number | null) => string;
  /** "34% (31–37%), 1.203 persone" */
  readonly full: (value: Value) => string;
}

/** @param unit  who is counted */
export function wordsOf(language: Language, m: Messages, unit: Unit): Words {
  const { percent, count, number } = formats(language);
  const rate = (share: number) => (share > 0 && share < 0.005 ? `<${percent(0.01)}` : percent(share));
  const short = (value: Value) => (isShown(value) ? rate(value.estimate) : m(`explore.state.${absent(value)}`));
  const range = ({ low, high }: Value) =>
    low === null || high === null ? '–' : `${number(Math.round(low * 100))}–${rate(high)}`;
  const counted = (n: number | null) => (n === null ? '–' : count(n));
  const full = (value: Value) =>
    isShown(value)
      ? m('explore.words', {
          rate: rate(value.estimate),
          ranged: value.low === null ? 'no' : 'yes',
          range: range(value),
          n: value.n ?? 0,
          count: counted(value.n),
          unit,
        })
      : short(value);
  return { rate, short, range, count: counted, full };
}

const absent = (value: Value) => (value.state === 'not_asked' ? 'not_asked' : 'not_published');
