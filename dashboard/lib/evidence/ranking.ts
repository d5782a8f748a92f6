/** Counted shares as dots along a line: without ranges, since nothing is inferred from who was invited. */
import type { Drawing } from '../chart/draw.ts';
import type { Palette } from '../chart/palette.ts';
import { byEstimate, type Value } from '../chart/value.ts';
import { endOf } from '../explore/skills.ts';
import { formats } from '../format.ts';
import type { Board } from './board.ts';

export interface CountedRow {
  readonly key: string;
  readonly label: string;
  readonly short: string;
  readonly words: string;
  readonly value: Value;
  readonly chosen: boolean;
}

/** Highest first. */
export function codeRanking(rows: readonly CountedRow[], { language }: Board) {
  const ordered = rows.toSorted(byEstimate).map((row) => ({ ...row, places: '' }));
  const { percent } = formats(language);
  const most = endOf(ordered);
  return (width: number, palette: Palette): Drawing => ({
    kind: 'ranking',
    input: { rows: ordered, brackets: [], head: '', most, palette, width, percent: (share) => percent(share) },
  });
}
