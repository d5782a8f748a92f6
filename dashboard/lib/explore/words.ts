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
  /** "31–37%"; "2,6–3,4%" where whole percents would tell both ends alike; a dash when there is no range */
  readonly range: (value: Value) => string;
  /** "1.203"; a dash when it is not told */
  readonly count: (n: number | null) => string;
  /** "34% (31–37%), 1.203 persone" */
  readonly full: (value: Value) => string;
}

/** Of the ends of a range that lies inside one percent: no more than it takes to tell them apart. */
const decimals = [1, 2];

/** Whether so many decimals tell the ends apart and leave each in its whole percent, by which figures are told apart. */
function isParted(low: number, high: number, digits: number): boolean {
  const [from, to] = [Number(low.toFixed(digits)), Number(high.toFixed(digits))];
  return from !== to && Math.round(from) === Math.round(low) && Math.round(to) === Math.round(high);
}

/** @param unit  who is counted */
export function wordsOf(language: Language, m: Messages, unit: Unit): Words {
  const { percent, count, number, fixed } = formats(language);
  const rate = (share: number) => (share > 0 && share < 0.005 ? `<${percent(0.01)}` : percent(share));
  const short = (value: Value) => (isShown(value) ? rate(value.estimate) : m(`explore.state.${absent(value)}`));
  const range = ({ low, high }: Value) => {
    if (low === null || high === null) return '–';
    const [from, to] = [Math.round(low * 100), Math.round(high * 100)];
    return from === to ? close(low, high) : `${number(from)}–${percent(high)}`;
  };
  const close = (low: number, high: number) => {
    const digits = decimals.find((some) => isParted(low * 100, high * 100, some));
    if (digits === undefined) return rate(low);
    const from = Number((low * 100).toFixed(digits)) === 0 ? number(0) : fixed(low * 100, digits);
    return `${from}–${percent(high, digits)}`;
  };
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
