/** Person-places and their ranges in words: the same on the page of the gap and in plans. */
import type { GapRow } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';

interface InLanguage {
  readonly language: Language;
}

/** Person-places as they are written: whole, and what is more than nothing is never 0. */
export function places({ language }: InLanguage, value: number): string {
  const { count } = formats(language);
  return value > 0 && value < 0.5 ? `<${count(1)}` : count(Math.round(value));
}

/** "28–41"; a dash where there is no range. */
export function rangeOf(scene: InLanguage, ranged: GapRow['gap']): string {
  if (ranged === null || ranged.low === null || ranged.high === null) return '–';
  const [low, high] = [places(scene, ranged.low), places(scene, ranged.high)];
  return low === high ? low : `${low}–${high}`;
}
