/** Stacked bars: how many are at each step of a scale, lowest first, in the colours of the sequential palette. */
import { hatching } from './hatching.ts';
import type { Kind } from './kind.ts';
import { layoutOf, stackHeight } from './layout.ts';
import { hatchOf } from './look.ts';
import { painted } from './paint.ts';
import { inkOn, stepPlace, type Palette } from './palette.ts';
import { rect, text, type Markish } from './plot.ts';
import { isShown, type Value } from './value.ts';

/** A step of a bar; `short`: what stands in it. */
export interface StackPart {
  readonly key: string;
  readonly short: string;
  readonly value: Value;
}

/** A bar: its steps from the lowest, and how many answered. */
export interface StackRow {
  readonly key: string;
  readonly label: string;
  readonly count: string;
  readonly parts: readonly StackPart[];
  readonly state: Value['state'];
  /** why there is no bar; empty where there is one */
  readonly absent: string;
}

export interface StackInput {
  readonly rows: readonly StackRow[];
  readonly palette: Palette;
  readonly width: number;
}

/** A segment from one share to the next, in its row. */
interface Segment extends StackPart {
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly fill: string;
}

export const stackChart: Kind<StackInput> = {
  options(input) {
    const { rows, palette, width } = input;
    const { left, right } = marginsOf(input);
    return {
      ...{ width, height: stackHeight(rows.length, width), marginLeft: left, marginRight: right },
      ...{ marginTop: 4, marginBottom: 4 },
      x: { domain: [0, 1], axis: null },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [hatching(hatchOf('stack'), palette), ...bars(input), ...names(input)],
    };
  },
  layers: () => ({}),
  frame: ({ rows, width, palette }) => JSON.stringify([rows, width, palette]),
};

/** Counts stand at the right end. */
function marginsOf({ rows, width }: StackInput) {
  const { narrow, left } = layoutOf(width, labelsOf(rows));
  return { narrow, left: narrow ? 0 : left, right: narrow ? 0 : 90 };
}

const labelsOf = (rows: readonly StackRow[]) => rows.map(({ label }) => label);

function segmentsOf({ rows, palette }: StackInput): Segment[] {
  return rows.flatMap(({ parts, absent }, y) => {
    if (absent !== '') return [];
    const whole = parts.reduce((sum, { value }) => sum + (value.estimate ?? 0), 0) || 1;
    let reached = 0;
    return parts.map((part, at) => {
      const x1 = reached;
      reached += (part.value.estimate ?? 0) / whole;
      return { ...part, x1, x2: reached, y, fill: palette.sequential[stepPlace(at, parts.length)] ?? palette.edge };
    });
  });
}

const [above, below] = [0.32, 0.32];

function bars(input: StackInput): Markish[] {
  const { rows, palette } = input;
  const { narrow } = marginsOf(input);
  const segments = segmentsOf(input);
  const shown = segments.filter(({ value }) => isShown(value) && value.estimate > 0);
  const drop = narrow ? 10 : 0;
  const y1 = ({ y }: { readonly y: number }) => y - above;
  const y2 = ({ y }: { readonly y: number }) => y + below;
  const looks = shown.map(({ key, fill }) => ({
    key,
    attributes: { fill, stroke: palette.ground, 'stroke-width': 1.5 },
  }));
  const absent = rows.flatMap((row, y) => (row.absent === '' ? [] : [{ ...row, y }]));
  // hatched where it is not published, a grey outline where it was not asked
  const fill = ({ state }: StackRow) => (state === 'not_asked' ? 'none' : `url(#${hatchOf('stack')})`);
  const empty = absent.map((row) => ({
    key: row.key,
    attributes: { fill: fill(row), stroke: palette.muted, 'stroke-width': row.state === 'not_asked' ? 1 : 0.75 },
  }));
  const inside = { textAnchor: 'middle', fontSize: 13, fontVariant: 'tabular-nums', sort: null } as const;
  const written = shown.filter(({ x1, x2 }) => x2 - x1 >= 0.07);
  const inks = written.map(({ key, fill }) => ({ key, attributes: { fill: inkOn(fill) } }));
  return [
    rect(shown, { x1: 'x1', x2: 'x2', y1, y2, dy: drop, sort: null, ariaHidden: 'true', ...painted(looks, 'mark') }),
    rect(absent, { x1: 0, x2: 1, y1, y2, dy: drop, sort: null, ariaHidden: 'true', ...painted(empty, 'absent') }),
    text(written, {
      ...{ ...inside, x: ({ x1, x2 }: Segment) => (x1 + x2) / 2, y: 'y', dy: drop, text: 'short' },
      ...{ ariaHidden: 'true', ...painted(inks, 'figure') },
    }),
  ];
}

function names(input: StackInput): Markish[] {
  const { rows, width, palette } = input;
  const { narrow, left } = marginsOf(input);
  const y = (_: unknown, i: number) => i;
  const style = { y, fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  const label = narrow
    ? ({ textAnchor: 'start', dy: -20, lineWidth: width / 16 } as const)
    : ({ textAnchor: 'end', dx: -12, lineWidth: left / 14 } as const);
  const count = narrow ? ({ textAnchor: 'end', dy: -20 } as const) : ({ textAnchor: 'start', dx: 10 } as const);
  const told = ({ absent, count: n }: StackRow) => absent || n;
  return [
    text(rows, { ...style, x: () => 0, text: 'label', textOverflow: 'ellipsis', ...label }),
    text(rows, { ...style, x: () => 1, text: told, fill: palette.muted, fontVariant: 'tabular-nums', ...count }),
  ];
}
