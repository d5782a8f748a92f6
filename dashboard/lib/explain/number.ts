/** Figures that are no shares, such as mean levels, in words. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

type Ranged = Pick<EstimateRow, 'estimate' | 'ciLow' | 'ciHigh'>;
type Statistic = EstimateEnvelope['statistic'];

/** Values and ranges of one statistic; means have as many decimals as their ranges. */
export function numberWords(statistic: Statistic, language: Language, m: Messages) {
  const { fixed, number } = formats(language);
  const isMiddle = statistic === 'mean' || statistic === 'median';
  const value = (of: number) => (isMiddle ? fixed(of, 2) : number(of, 2));
  return {
    /** "2,10" */
    value,
    /** "2,07–2,12"; in words where an end is below zero; a dash where there is no range */
    range({ ciLow, ciHigh }: Ranged): string {
      if (ciLow === null || ciHigh === null) return '–';
      const [low, high] = [value(ciLow), value(ciHigh)];
      return ciLow < 0 ? m('skill.levels.range', { low, high }) : `${low}–${high}`;
    },
  };
}
