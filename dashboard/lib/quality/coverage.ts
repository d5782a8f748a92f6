/** Who answered, dimension by dimension, in words. */
import type { Coverage } from '../../../analytics/contract.ts';
import type { Codebook, Language, Territory } from '../../../survey/contract.ts';
import { formats } from '../format.ts';
import type { Messages } from '../messages.ts';

export interface CoverageRow {
  readonly code: string;
  readonly label: string;
  readonly n: number | null;
  /** of the largest row, 0 to 1 */
  readonly part: number;
}

/** `shown`: how many of the rows are published. */
export interface CoveragePart {
  readonly key: string;
  readonly title: string;
  readonly shown: number;
  readonly rows: readonly CoverageRow[];
}

/** The dimensions of the publication, published rows first; the main group is told by the groups. */
export function coverageParts(
  { dimensions }: Coverage,
  { variables }: Codebook,
  territories: readonly Territory[],
  language: Language,
  m: Messages,
): CoveragePart[] {
  return dimensions.flatMap(({ dimension, rows }) => {
    const [name = '', level] = dimension.split(':');
    const variable = variables.find((one) => one.name === name);
    if (!variable || (variable.role === 'targetGroup' && variable.type !== 'multiple')) return [];
    const place = territories.find((one) => one.level === level);
    const title = place ? m(`explore.level.${place.level}`) : variable.label[language];
    const labelOf = (code: string) =>
      (place
        ? territories.find((one) => one.level === level && one.code === code)?.name[language]
        : variable.categories.find((one) => one.code === code)?.label[language]) ?? code;
    const most = Math.max(1, ...rows.map(({ n }) => n ?? 0));
    const told = rows.map(({ code, n }) => ({ code, label: labelOf(code), n, part: (n ?? 0) / most }));
    return [{ key: dimension, title, shown: rows.filter(({ n }) => n !== null).length, rows: sorted(told, level) }];
  });
}

/** Places by size, answers in the order of the questionnaire; what is not published last. */
function sorted(rows: readonly CoverageRow[], level: string | undefined): CoverageRow[] {
  if (level === undefined) return rows.toSorted((a, b) => Number(a.n === null) - Number(b.n === null));
  return rows.toSorted((a, b) => (b.n ?? -1) - (a.n ?? -1));
}

/** "1.203", or that it is not published. */
export const countWords = (n: number | null, language: Language, m: Messages): string =>
  n === null ? m('explore.state.not_published') : formats(language).count(n);
