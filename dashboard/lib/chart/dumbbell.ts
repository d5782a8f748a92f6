/** Dumbbells: where people are and where they want to be on one scale, each with its range. */
import type { Kind } from './kind.ts';
import { dumbbellHeight, layoutOf } from './layout.ts';
import { chosenOutline } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, dot, gridX, link, rect, text, type Markish } from './plot.ts';
import { isShown, type Value } from './value.ts';

/** `short`: "2,1 → 2,9", or why there is none. */
export interface DumbbellRow extends Choosable {
  readonly label: string;
  readonly short: string;
  readonly now: Value;
  readonly wanted: Value;
}

/** `steps`: the values of the scale, from the lowest; `names`: what the two dots of the first row are called. */
export interface DumbbellInput {
  readonly rows: readonly DumbbellRow[];
  readonly steps: readonly number[];
  readonly names: { readonly now: string; readonly wanted: string };
  readonly palette: Palette;
  readonly width: number;
  readonly number: (value: number) => string;
}

const labelsOf = (rows: readonly DumbbellRow[]) => rows.map(({ label }) => label);

export const dumbbellChart: Kind<DumbbellInput> = {
  options(input) {
    const { rows, steps, palette, width, number } = input;
    const { left, right } = layoutOf(width, labelsOf(rows));
    return {
      ...{ width, height: dumbbellHeight(rows.length, width), marginLeft: left, marginRight: right },
      ...{ marginTop: 30, marginBottom: 4 },
      x: { domain: [Math.min(...steps), Math.max(...steps)], axis: null },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [
        gridX({ ticks: steps, stroke: palette.line, strokeOpacity: 1 }),
        axisX({
          ...({ anchor: 'top', ticks: [...steps], tickSize: 0, tickFormat: number, fontSize: 13 } as const),
          ...{ fill: palette.muted, label: null },
        }),
        ...options(input),
        ...dots(input),
        ...names(input),
      ],
    };
  },
  layers: ({ rows }) => ({ option: rows.map((row) => ({ key: row.key, attributes: optionAttributes(row) })) }),
  // the dots move: always drawn anew
  frame: ({ rows, width, steps, palette }) => JSON.stringify([rows, width, steps, palette]),
};

/** Rows as wide as the chart, so that the pointer need not hit a dot. */
function options(input: DumbbellInput): Markish[] {
  const { rows, width, steps, palette } = input;
  const { left, right } = layoutOf(width, labelsOf(rows));
  const looks = (dumbbellChart.layers(input)['option'] ?? []).map((look, at) => ({
    ...look,
    attributes: { ...look.attributes, fill: rows[at]?.chosen ? palette.tint : 'transparent' },
  }));
  const [x1, x2] = [Math.min(...steps), Math.max(...steps)];
  const place = { x1, x2, y1: (_: unknown, i: number) => i - 0.5, y2: (_: unknown, i: number) => i + 0.5 };
  return [rect(rows, { ...place, insetLeft: -left, insetRight: -right, sort: null, ...painted(looks, 'option') })];
}

/** Filled where people are, open where they want to be: told apart without colour. */
function dots({ rows, width, palette }: DumbbellInput): Markish[] {
  const dy = layoutOf(width).narrow ? 9 : 0;
  const of = (end: 'now' | 'wanted') =>
    rows.flatMap((row, y) => (isShown(row[end]) ? [{ ...row[end], key: row.key, y, chosen: row.chosen }] : []));
  const both = rows.flatMap(({ now, wanted }, y) =>
    isShown(now) && isShown(wanted) ? [{ y, from: now.estimate, to: wanted.estimate }] : [],
  );
  const hidden = { dy, ariaHidden: 'true' } as const;
  const range = { x1: 'low', x2: 'high', y: 'y', stroke: palette.edge, strokeLinecap: 'round', ...hidden } as const;
  const look = (fill: string) => (one: { readonly key: string; readonly chosen: boolean }) => ({
    key: one.key,
    attributes: { fill, stroke: palette.primary, 'stroke-width': 2, ...(one.chosen ? chosenOutline(palette) : {}) },
  });
  const end = (name: 'now' | 'wanted', fill: string) =>
    dot(of(name), {
      ...{ x: 'estimate', y: 'y', r: 6, sort: null, ...hidden },
      ...painted(of(name).map(look(fill)), name),
    });
  return [
    link(of('now'), { ...range, strokeWidth: 5 }),
    link(of('wanted'), { ...range, strokeWidth: 5 }),
    link(both, { x1: 'from', x2: 'to', y: 'y', stroke: palette.primary, strokeWidth: 1.5, ...hidden }),
    end('now', palette.primary),
    end('wanted', palette.ground),
  ];
}

function names({ rows, names: ends, width, palette }: DumbbellInput): Markish[] {
  const { narrow, left } = layoutOf(width, labelsOf(rows));
  const all = rows.map((row, y) => {
    const tops = [row.now, row.wanted].map(({ high, estimate }) => high ?? estimate);
    return { ...row, y, end: Math.max(...tops.map((one) => one ?? 1)) };
  });
  const looks = all.map(({ key, chosen }) => ({ key, attributes: { 'font-weight': chosen ? 700 : 400 } }));
  const style = { y: 'y', fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  const side = narrow
    ? ({ textAnchor: 'start', dy: -9, lineWidth: width / 14 } as const)
    : ({ textAnchor: 'end', dx: -12, lineWidth: left / 14 } as const);
  const firstShown = rows.findIndex(({ now, wanted }) => isShown(now) && isShown(wanted));
  const first = narrow ? [] : rows.slice(firstShown, firstShown + 1).filter(() => firstShown >= 0);
  const over = { ...style, y: firstShown, dy: -15, fontSize: 13, fill: palette.muted } as const;
  return [
    text(all, { ...style, x: () => 1, text: 'label', textOverflow: 'ellipsis', ...side, ...painted(looks, 'label') }),
    text(all, {
      ...{ ...style, x: 'end', text: 'short', textAnchor: 'start', dx: 10 },
      ...{ dy: narrow ? 9 : 0, fontVariant: 'tabular-nums' },
    }),
    text(first, { ...over, x: ({ now }: DumbbellRow) => now.estimate, text: () => ends.now }),
    text(first, { ...over, x: ({ wanted }: DumbbellRow) => wanted.estimate, text: () => ends.wanted }),
  ];
}
