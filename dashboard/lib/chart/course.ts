/** Course over the waves: a point with its range for each wave; a line only between those that can be compared. */
import { absentMarks } from './absent.ts';
import type { Kind } from './kind.ts';
import { courseHeight } from './layout.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, axisY, dot, gridY, link, ruleY, text, type Markish } from './plot.ts';
import { certaintyOf } from './scale.ts';
import { isShown, type Value } from './value.ts';

/** A wave; `joined`: it asks the same as the shown one, so that a line may lead there. */
export interface CoursePoint {
  readonly key: string;
  readonly label: string;
  readonly short: string;
  readonly value: Value;
  readonly joined: boolean;
}

export interface CourseInput {
  readonly points: readonly CoursePoint[];
  readonly most: number;
  readonly palette: Palette;
  readonly width: number;
  readonly percent: (share: number) => string;
}

const [left, right] = [48, 56];

export const courseChart: Kind<CourseInput> = {
  options(input) {
    const { points, most, palette, width, percent } = input;
    const style = { tickSize: 0, fontSize: 13, fill: palette.muted, label: null } as const;
    return {
      ...{ width, height: courseHeight, marginLeft: left, marginRight: right, marginTop: 28, marginBottom: 30 },
      x: { domain: [-0.5, points.length - 0.5], axis: null },
      y: { domain: [0, most], axis: null },
      marks: [
        gridY({ ticks: 4, stroke: palette.line, strokeOpacity: 1 }),
        axisY({ ...style, ticks: 4, tickFormat: percent }),
        axisX({ ...style, ticks: points.map((_, at) => at), tickFormat: (at: number) => points[at]?.label ?? '' }),
        ruleY([0], { stroke: palette.edge }),
        ...marks(input),
      ],
    };
  },
  layers: () => ({}),
  frame: ({ points, most, width, palette }) => JSON.stringify([points, most, width, palette]),
};

/** Two waves beside each other that may be joined. */
type Join = Readonly<Record<'from' | 'to', { readonly x: number; readonly estimate: number }>>;

function marks({ points, palette }: CourseInput): Markish[] {
  const shown = points.flatMap((point, x) => (isShown(point.value) ? [{ ...point, ...point.value, x }] : []));
  const joins = shown.flatMap((from, at) => {
    const to = shown[at + 1];
    return to && from.joined && to.joined && to.x === from.x + 1 ? [{ from, to }] : [];
  });
  const looks = shown.map(({ key, joined: own, ...value }) => {
    const fill = [palette.primary, palette.muted, palette.edge][certaintyOf(value)] ?? palette.primary;
    return { key, attributes: { fill: own ? fill : palette.ground, stroke: fill, 'stroke-width': 2 } };
  });
  const silent = points.flatMap((point, x) => (isShown(point.value) ? [] : [{ ...point, x }]));
  const hidden = { sort: null, ariaHidden: 'true' } as const;
  const words = { text: 'short', fill: palette.ink, fontSize: 14, fontVariant: 'tabular-nums', ...hidden } as const;
  return [
    link(joins, {
      ...{ x1: ({ from }: Join) => from.x, y1: ({ from }: Join) => from.estimate },
      ...{ x2: ({ to }: Join) => to.x, y2: ({ to }: Join) => to.estimate },
      ...{ stroke: palette.primary, strokeWidth: 1.5, ariaHidden: 'true' },
    }),
    link(shown, {
      ...{ x1: 'x', x2: 'x', y1: 'low', y2: 'high', stroke: palette.edge, strokeWidth: 5 },
      ...{ strokeLinecap: 'round', ariaHidden: 'true' },
    }),
    dot(shown, { x: 'x', y: 'estimate', r: 6, ...hidden, ...painted(looks, 'mark') }),
    // over the range, where no line passes
    text(shown, { ...words, x: 'x', y: ({ high, estimate }: (typeof shown)[number]) => high ?? estimate, dy: -14 }),
    ...absentMarks(silent, ({ value }) => value.state, palette, { x: 'x', y: 0, dy: -10 }),
    text(silent, { ...words, x: 'x', y: 0, dy: -28, fill: palette.muted }),
  ];
}
