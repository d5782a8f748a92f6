/** What every figure on paper carries: its words, and where it comes from. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { formats } from '../format.ts';
import type { PaperSurvey, Source } from './source.ts';

/** A figure as the list at the end of a report names it: what it is, and the number that it stands for. */
export interface Listed {
  readonly id: string;
  readonly what: string;
  /** the row of the figure, and its number in words */
  readonly row: string;
  readonly number: string;
}

/** "512 risposte · figura abcd-efgh · dati al 14 marzo 2026"; without an identifier where nothing is published. */
export interface Foot {
  readonly words: string;
  readonly figure: string | null;
}

export function footOf(
  { m, language }: Pick<Source, 'm' | 'language'>,
  { summary }: Pick<PaperSurvey, 'summary'>,
  { snapshot, figure }: EstimateEnvelope,
  counted: { readonly least: number; readonly most: number },
): Foot {
  const { count, day } = formats(language);
  const words = m('paper.foot', {
    ...{ unit: summary.unit, least: count(counted.least), most: count(counted.most), n: counted.most },
    ...{ several: counted.least === counted.most ? 'no' : 'yes' },
    ...{ dated: snapshot ? 'yes' : 'no', day: snapshot ? day(snapshot.takenOn) : '' },
  });
  return { words, figure };
}
