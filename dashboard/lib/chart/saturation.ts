/** Saturation: a bar of new codes for each focus group, and a line of all codes so far. */
import type { Kind } from './kind.ts';
import { saturationHeight, saturationMargin } from './layout.ts';
import { chosenOutline } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, axisY, dot, gridY, line, rect, ruleY, text, type Markish } from './plot.ts';

/** A focus group, in the order of days; `label`: its day. */
export interface SaturationPoint extends Choosable {
  readonly label: string;
  readonly fresh: number;
  readonly cumulative: number;
}

export interface SaturationInput {
  readonly points: readonly SaturationPoint[];
  readonly palette: Palette;
  readonly width: number;
  readonly count: (n: number) => string;
  /** what the vertical axis counts */
  readonly unit: string;
}

const { left, right, top, bottom } = saturationMargin;
const last = ({ points }: SaturationInput) => points.length - 1;
const most = ({ points }: SaturationInput) => Math.max(1, ...points.map(({ cumulative }) => cumulative));

export const saturationChart: Kind<SaturationInput> = {
  options(input) {
    const { palette, width, count, unit } = input;
    const style = { tickSize: 0, fontSize: 13, fill: palette.muted, label: null } as const;
    return {
      ...{
        width,
        height: saturationHeight,
        marginLeft: left,
        marginRight: right,
        marginTop: top,
        marginBottom: bottom,
      },
      x: { domain: [-0.5, last(input) + 0.5], axis: null },
      y: { domain: [0, most(input)], axis: null },
      marks: [
        gridY({ ticks: wholeTicks(most(input)), stroke: palette.line, strokeOpacity: 1 }),
        axisY({ ...style, ticks: wholeTicks(most(input)), tickFormat: count }),
        axisX({ ...style, ticks: daysShown(input), tickFormat: (at: number) => input.points[at]?.label ?? '' }),
        text([unit], {
          frameAnchor: 'top-left',
          dx: -left + 4,
          dy: -top + 4,
          fontSize: 13,
          fill: palette.muted,
          text: (one: string) => one,
        }),
        ...options(input),
        ...bars(input),
        ...curve(input),
        ruleY([0], { stroke: palette.edge }),
      ],
    };
  },
  layers: ({ points }) => ({
    option: points.map((point) => ({ key: point.key, attributes: optionAttributes(point) })),
  }),
  // everything moves when a focus group is added: always drawn anew
  frame: ({ points, width, palette }) => JSON.stringify([points, width, palette]),
};

/** Whole numbers only: there is no half a code. */
function wholeTicks(highest: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((one) => highest / one <= 5) ?? 200;
  return Array.from({ length: Math.floor(highest / step) + 1 }, (_, at) => at * step);
}

/** As many days as can be read beside each other, the first and the last among them where there is room. */
function daysShown(input: SaturationInput): number[] {
  const room = Math.max(1, Math.floor((input.width - left - right) / 96));
  const step = Math.max(1, Math.ceil(input.points.length / room));
  return input.points.flatMap((_, at) => (at % step === 0 ? [at] : []));
}

/** Columns as high as the chart, so that the pointer need not hit the dot. */
function options(input: SaturationInput): Markish[] {
  const { points, palette } = input;
  const { option = [] } = saturationChart.layers(input);
  const looks = option.map((look, at) => ({
    ...look,
    attributes: { ...look.attributes, fill: points[at]?.chosen ? palette.tint : 'transparent' },
  }));
  const place = { x1: (_: unknown, i: number) => i - 0.5, x2: (_: unknown, i: number) => i + 0.5, y1: 0 };
  return [rect(points, { ...place, y2: most(input), sort: null, ...painted(looks, 'option') })];
}

function bars({ points, palette }: SaturationInput): Markish[] {
  const place = { x1: (_: unknown, i: number) => i - 0.5, x2: (_: unknown, i: number) => i + 0.5, y1: 0, y2: 'fresh' };
  return [rect(points, { ...place, inset: 1, fill: palette.edge, sort: null, ariaHidden: 'true' })];
}

function curve({ points, palette }: SaturationInput): Markish[] {
  const place = { x: (_: unknown, i: number) => i, y: 'cumulative', ariaHidden: 'true' } as const;
  const looks = points.map(({ key, chosen }) => ({ key, attributes: chosen ? chosenOutline(palette) : {} }));
  return [
    line(points, { ...place, stroke: palette.primary, strokeWidth: 2.5 }),
    dot(points, {
      ...place,
      r: points.length > 40 ? 3 : 5,
      fill: palette.primary,
      sort: null,
      ...painted(looks, 'dot'),
    }),
  ];
}
