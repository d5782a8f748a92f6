/** Where a row has no figure: a hatched square for what is not published, an empty one for what was not asked. */
import type { CellState } from '../../../analytics/contract.ts';
import type { Palette } from './palette.ts';
import { dot, type Markish } from './plot.ts';

type Options = NonNullable<Parameters<typeof dot>[1]>;
type Context = Pick<CanvasPath, 'rect' | 'moveTo' | 'lineTo'>;

const halfOf = (size: number): number => Math.sqrt(size / Math.PI);

const empty = {
  draw(context: Context, size: number) {
    const half = halfOf(size);
    context.rect(-half, -half, 2 * half, 2 * half);
  },
};

/** Its lines are part of the outline: no pattern that several charts of a page would have to share. */
const hatched = {
  draw(context: Context, size: number) {
    const half = halfOf(size);
    empty.draw(context, size);
    for (const [x, y] of [
      [-half, 0],
      [-half, half],
      [0, half],
    ] as const) {
      context.moveTo(x, y);
      context.lineTo(-y, -x);
    }
  },
};

/** @param place  where the square stands; its word belongs beside it */
export function absentMarks<T>(
  rows: readonly T[],
  stateOf: (row: T) => CellState | undefined,
  palette: Palette,
  place: Pick<Options, 'x' | 'y' | 'dx' | 'dy'>,
): Markish[] {
  const look = { r: 6, fill: palette.ground, stroke: palette.muted, strokeWidth: 1.25, sort: null } as const;
  const asked = rows.filter((row) => !['shown', 'not_asked', undefined].includes(stateOf(row)));
  const unasked = rows.filter((row) => stateOf(row) === 'not_asked');
  return [
    dot(asked, { ...look, ...place, symbol: hatched, ariaHidden: 'true' }),
    dot(unasked, { ...look, ...place, symbol: empty, ariaHidden: 'true' }),
  ];
}
