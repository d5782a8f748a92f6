/** The columns by which each line of a file says whom it is about: the chosen place, group, sex … */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import type { LabelledRow } from './download.ts';
import { atStart, homeWords, labelOf, territoryWords, type Scene } from './scene.ts';

/** `label` and `code`: the names of the two columns; `title`: what both are about; `wordsOf` a code. */
export interface BaseColumn {
  readonly label: string;
  readonly code: string;
  readonly title: string;
  readonly wordsOf: (code: string) => string;
}

/** One for the place and one for each filter of the survey. */
export function baseColumns(scene: Scene): BaseColumn[] {
  const { frame, m, language } = scene;
  return [
    {
      ...{ label: 'territoryLabel', code: frame.territory, title: m('explore.column.territory') },
      wordsOf: (code) => placeName(scene, code),
    },
    ...frame.filters.map(({ key, variable, label, choices }) => ({
      label: key === 'group' ? 'groupLabel' : `${variable}Label`,
      code: variable,
      title: key === 'group' ? m('explore.column.group') : label[language],
      wordsOf: (code: string) => labelOf(scene, choices, code),
    })),
  ];
}

function placeName(scene: Scene, code: string): string {
  const { territories, home } = scene.frame;
  const place = territories.find((one) => one.code === code);
  if (place) return atStart(territoryWords(scene, place));
  return code === home ? homeWords(scene) : code;
}

/** A row with what the whole figure is narrowed to, where it does not say so itself. */
export function withBase(scene: Scene, { where }: EstimateEnvelope, row: LabelledRow): LabelledRow {
  const narrowed = baseColumns(scene).filter(({ code }) => !(code in row) && where[code] !== undefined);
  const cells = narrowed.flatMap(({ label, code, wordsOf }) => {
    const codes = where[code] ?? [];
    return [[label, codes.map(wordsOf).join(', ')] as const, [code, codes.join(',')] as const];
  });
  return { ...Object.fromEntries(cells), ...row };
}
