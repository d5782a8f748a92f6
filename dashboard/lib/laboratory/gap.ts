/** Rows of the gap in hours, in the words of a page. */
import type { LabGap, LabGapRow } from '../../../analytics/contract.ts';
import type { Language } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface GapLine {
  readonly key: string;
  readonly skill: string;
  readonly place: string;
  readonly needed: string;
  readonly free: string;
  readonly gap: string;
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
      needed: row.state === 'shown' ? words(row.needed) : m(`lab.state.${row.state}`),
      free: formats(language).count(row.free),
      gap: row.state === 'shown' ? words(row.gap) : '',
      isHidden: row.state === 'not_published',
    }));
}

/** Hours with the ends between which they would lie if other people like these had answered. */
function rangeWords(language: Language, m: Messages): (value: LabGapRow['gap']) => string {
  const { count } = formats(language);
  return (value) => {
    if (value === null) return '';
    const { estimate, low, high } = value;
    const hours = count(estimate);
    return low === null || high === null || low === high
      ? hours
      : m('lab.hoursBetween', { hours, low: count(low), high: count(high) });
  };
}
