/** Rows of the gap in hours, in the words of a page. */
import type { LabGap, LabGapRow } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

/** Hours in words, and apart from them the ends between which they may lie; empty where there are none. */
export interface Hours {
  readonly value: string;
  readonly range: string;
}

export interface GapLine {
  readonly key: string;
  readonly skill: string;
  readonly place: string;
  readonly needed: Hours;
  readonly free: string;
  readonly gap: Hours;
  readonly isHidden: boolean;
}

/** Largest gap first; what is not published comes last. @param placeName  of a code of the level */
export function gapLines(
  { rows }: LabGap,
  language: Language,
  m: Messages,
  placeName: (code: string) => string,
): GapLine[] {
  const words = rangeWords(language, m);
  const isTold = ({ wanted, free }: LabGapRow) => (wanted?.estimate ?? 0) > 0 || free > 0;
  return rows
    .filter((row) => row.state === 'not_published' || isTold(row))
    .toSorted((a, b) => (b.gap?.estimate ?? -1) - (a.gap?.estimate ?? -1) || b.free - a.free)
    .map((row) => ({
      key: `${row.skill} ${row.territory ?? ''}`,
      skill: row.label[language],
      place: row.territory === null ? '' : placeName(row.territory),
      needed: row.state === 'shown' ? words(row.needed) : { value: m(`lab.state.${row.state}`), range: '' },
      free: formats(language).count(row.free),
      gap: row.state === 'shown' ? words(row.gap) : none,
      isHidden: row.state === 'not_published',
    }));
}

const none: Hours = { value: '', range: '' };

/** Hours with the ends between which they would lie if other people like these had answered. */
function rangeWords(language: Language, m: Messages): (hours: LabGapRow['gap']) => Hours {
  const { count } = formats(language);
  return (hours) => {
    if (hours === null) return none;
    const { estimate, low, high } = hours;
    const isSure = low === null || high === null || low === high;
    return { value: count(estimate), range: isSure ? '' : m('lab.between', { low: count(low), high: count(high) }) };
  };
}
