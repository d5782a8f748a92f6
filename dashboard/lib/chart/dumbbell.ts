/** Dumbbells: for each row the level now and the level wanted on one scale, and the way between them. */
import type { CellState } from '../../../analytics/contract.ts';
import { absentMarks } from './absent.ts';
import type { Kind } from './kind.ts';
import { dumbbellHeight, layoutOf } from './layout.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, dot, gridX, link, rect, ruleY, text, type Markish } from './plot.ts';

/** From the lower to the upper end; null where there is none. */
export type Range = readonly [low: number, high: number] | null;

/** `short`: both levels, or why there are none, in a word; `n`: who told both. Levels are null unless `shown`. */
export interface DumbbellRow extends Choosable {
  readonly label: string;
  readonly short: string;
  readonly state: CellState;
  readonly now: number | null;
  readonly wanted: number | null;
  readonly ranges: { readonly now: Range; readonly wanted: Range };
  readonly n: number | null;
}

/**
 * - `rows`: in the order in which they are drawn
 * - `steps`: the values of the scale, rising, and what the axis calls them
 */
export interface DumbbellInput {
  readonly rows: readonly DumbbellRow[];
  readonly steps: readonly { readonly value: number; readonly label: string }[];
  readonly palette: Palette;
  readonly width: number;
}

const labelsOf = (rows: readonly DumbbellRow[]) => rows.map(({ label }) => label);
const endsOf = ({ steps }: DumbbellInput): [number, number] => [steps[0]?.value ?? 0, steps.at(-1)?.value ?? 1];

/** Room at both ends of the scale, as a part of a step: a dot on the last step is not cut. */
const room = 0.12;

export const dumbbellChart: Kind<DumbbellInput> = {
  options(input) {
    const { rows, width, palette, steps } = input;
    const { left, right } = layoutOf(width, labelsOf(rows));
    const [first, last] = endsOf(input);
    const ticks = steps.map(({ value }) => value);
    const named = (value: number) => steps.find((step) => step.value === value)?.label ?? '';
    const margins = { marginLeft: left, marginRight: right, marginTop: 30, marginBottom: 4 };
    return {
      ...{ width, height: dumbbellHeight(rows.length, width), ...margins },
      x: { domain: [first - room, last + room], axis: null },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [
        gridX(ticks, { stroke: palette.line, strokeOpacity: 1 }),
        axisX(ticks, {
          ...{ anchor: 'top', tickSize: 0, tickFormat: named, fontSize: 13, fill: palette.muted, label: null },
        }),
        ...options(input),
        ...ways(input),
        ...ends(input),
        ...names(input),
        ruleY([rows.length - 0.5], { stroke: palette.line }),
      ],
    };
  },
  layers: ({ rows }) => ({ option: rows.map((row) => ({ key: row.key, attributes: optionAttributes(row) })) }),
  // levels move along the scale: always drawn anew
  frame: ({ rows, width, steps, palette }) => JSON.stringify([rows, width, steps, palette]),
};

/** Rows as wide as the chart, so that the pointer need not hit a dot. */
function options(input: DumbbellInput): Markish[] {
  const { rows, width, palette } = input;
  const { left, right } = layoutOf(width, labelsOf(rows));
  const { option = [] } = dumbbellChart.layers(input);
  const looks = option.map((look, at) => {
    const chosen = rows[at]?.chosen ?? false;
    return { ...look, attributes: { ...look.attributes, fill: chosen ? palette.tint : 'transparent' } };
  });
  const [first, last] = endsOf(input);
  const across = { x1: first - room, x2: last + room, insetLeft: -left, insetRight: -right };
  const place = { ...across, y1: (_: unknown, i: number) => i - 0.5, y2: (_: unknown, i: number) => i + 0.5 };
  return [rect(rows, { ...place, sort: null, ...painted(looks, 'option') })];
}

interface Placed {
  readonly key: string;
  readonly y: number;
  readonly now: number;
  readonly wanted: number;
  readonly ranges: DumbbellRow['ranges'];
}

const placed = ({ rows }: DumbbellInput): Placed[] =>
  rows.flatMap(({ key, now, wanted, ranges }, y) =>
    now === null || wanted === null ? [] : [{ key, y, now, wanted, ranges }],
  );

/** Of narrow rows the label stands over the dots. */
const dropOf = (width: number) => (layoutOf(width).narrow ? 9 : 0);

/** The way from one level to the other, and the range of each beside it: over the line for now, under it for wanted. */
function ways(input: DumbbellInput): Markish[] {
  const { palette, width } = input;
  const rows = placed(input);
  const dy = dropOf(width);
  const ranged = (end: 'now' | 'wanted') =>
    rows.flatMap(({ y, ranges }) => (ranges[end] ? [{ y, low: ranges[end][0], high: ranges[end][1] }] : []));
  const range = (end: 'now' | 'wanted', aside: number) =>
    link(ranged(end), {
      ...{ x1: 'low', x2: 'high', y: 'y', dy: dy + aside, ariaHidden: 'true' },
      ...{ stroke: palette.edge, strokeWidth: 3, strokeLinecap: 'round' },
    });
  return [
    range('now', -8),
    range('wanted', 8),
    link(rows, { x1: 'now', x2: 'wanted', y: 'y', dy, stroke: palette.muted, strokeWidth: 2, ariaHidden: 'true' }),
  ];
}

/** Now is a ring, wanted a disc: they differ by more than a colour. */
function ends(input: DumbbellInput): Markish[] {
  const { palette, width } = input;
  const rows = placed(input);
  const common = { y: 'y', r: 5.5, dy: dropOf(width), sort: null, ariaHidden: 'true' } as const;
  return [
    dot(rows, { ...common, x: 'wanted', fill: palette.primary, stroke: palette.ground, strokeWidth: 1.5 }),
    dot(rows, { ...common, x: 'now', fill: palette.ground, stroke: palette.primary, strokeWidth: 2.5 }),
  ];
}

function names(input: DumbbellInput): Markish[] {
  const { rows, width, palette } = input;
  const { narrow, left } = layoutOf(width, labelsOf(rows));
  const [first, last] = endsOf(input);
  const all = rows.map((row, y) => ({ ...row, y }));
  const looks = all.map(({ key, chosen }) => ({ key, attributes: { 'font-weight': chosen ? 700 : 400 } }));
  const style = { y: 'y', fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  const over = { x: first - room, textAnchor: 'start', dy: -12, lineWidth: width / 14 } as const;
  const beside = { x: first - room, textAnchor: 'end', dx: -12, lineWidth: left / 14 } as const;
  const label = { ...style, text: 'label', textOverflow: 'ellipsis', ...(narrow ? over : beside) } as const;
  return [
    text(all, { ...label, ...painted(looks, 'label') }),
    ...absentMarks(all, ({ state }) => state, palette, { x: first, y: 'y', dy: dropOf(width) }),
    text(all, {
      ...{ ...style, x: last + room, text: 'short', textAnchor: 'start', dx: 9, dy: dropOf(width) },
      fontVariant: 'tabular-nums',
    }),
  ];
}
