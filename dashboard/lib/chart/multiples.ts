/** Small multiples: the same skills in the same order and on the same scale, a panel for each group. */
import { absentMarks } from './absent.ts';
import type { Kind } from './kind.ts';
import { multiplesLayout } from './layout.ts';
import { chosenOutline } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { dot, link, rect, text, type Markish } from './plot.ts';
import { certaintyOf } from './scale.ts';
import { isShown, type Value } from './value.ts';

export interface PanelRow extends Choosable {
  readonly label: string;
  readonly short: string;
  readonly value: Value;
}

/** A group with its rows, in the order that all panels have. */
export interface Panel {
  readonly key: string;
  readonly title: string;
  /** how many were asked, in words */
  readonly count: string;
  readonly chosen: boolean;
  readonly rows: readonly PanelRow[];
}

/** `most`: the end of every panel's axis, a share; `percent` writes it. */
export interface MultiplesInput {
  readonly panels: readonly Panel[];
  readonly most: number;
  readonly palette: Palette;
  readonly width: number;
  readonly percent: (share: number) => string;
}

/** A row with the pixels of its panel. */
interface Placed extends PanelRow {
  readonly left: number;
  readonly top: number;
  readonly start: number;
  readonly length: number;
}

export const multiplesChart: Kind<MultiplesInput> = {
  options(input) {
    const { width, panels } = input;
    const { height } = layout(input);
    return {
      ...{ width, height, margin: 0 },
      x: { domain: [0, width], range: [0, width], axis: null },
      y: { domain: [0, height], range: [0, height], axis: null },
      marks: panels.length === 0 ? [] : [...frames(input), ...options(input), ...dots(input), ...words(input)],
    };
  },
  layers: (input) => ({
    option: placed(input).map((row) => ({ key: row.key, attributes: optionAttributes(row) })),
  }),
  // the dots move: always drawn anew
  frame: ({ panels, most, width, palette }) => JSON.stringify([panels, most, width, palette]),
};

const layout = ({ panels, width }: MultiplesInput) =>
  multiplesLayout(panels.length, panels[0]?.rows.length ?? 0, width);

/** Where a panel begins, in pixels. */
function corner(input: MultiplesInput, at: number): { left: number; top: number } {
  const { columns, panel, gap, tall } = layout(input);
  return { left: (at % columns) * (panel + gap), top: Math.floor(at / columns) * tall };
}

function placed(input: MultiplesInput): Placed[] {
  const { title, row, panel, label, value } = layout(input);
  return input.panels.flatMap(({ rows }, at) => {
    const { left, top } = corner(input, at);
    const start = left + label + 8;
    return rows.map((one, line) => ({
      ...{ ...one, left, top: top + title + line * row, start },
      length: panel - label - value - 16,
    }));
  });
}

/** The line where the shares begin, and half and all of the axis, each with its share under it. */
function frames(input: MultiplesInput): Markish[] {
  const { title, row } = layout(input);
  const first = placed(input).filter((_, at) => at % (input.panels[0]?.rows.length ?? 1) === 0);
  const height = row * (input.panels[0]?.rows.length ?? 0);
  const lines = first.flatMap(({ start, length, top }) =>
    [0, 0.5, 1].map((part) => ({ x: start + part * length, top, share: part * input.most })),
  );
  const below = ({ top }: { top: number }) => top + height;
  const place = { x1: 'x', x2: 'x', y1: 'top', y2: below } as const;
  const under = { y: below, dy: 10, fill: input.palette.muted, fontSize: 13, ariaHidden: 'true' } as const;
  const counts = first.map((row, at) => ({ ...row, count: input.panels[at]?.count ?? '' }));
  const stroke = ({ share }: { share: number }) => (share === 0 ? input.palette.edge : input.palette.line);
  return [
    link(lines, { ...place, stroke, ariaHidden: 'true' }),
    text(lines, { ...under, x: 'x', text: ({ share }: { share: number }) => input.percent(share) }),
    text(counts, { ...under, x: 'left', text: 'count', textAnchor: 'start' }),
    ...titles(input, title),
  ];
}

function titles(input: MultiplesInput, height: number): Markish[] {
  const { panel } = layout(input);
  const heads = input.panels.map((one, at) => ({ ...one, ...corner(input, at) }));
  const looks = heads.map(({ key, chosen }) => ({
    key: `title ${key}`,
    attributes: { 'font-weight': 700, fill: chosen ? input.palette.selection : input.palette.ink },
  }));
  const style = { fontSize: 14, textAnchor: 'start', lineAnchor: 'bottom', lineWidth: panel / 14, sort: null } as const;
  return [
    text(heads, {
      ...{ ...style, x: 'left', y: ({ top }: { top: number }) => top + height - 6, text: 'title', ariaHidden: 'true' },
      ...{ textOverflow: 'ellipsis', ...painted(looks, 'title') },
    }),
  ];
}

function options(input: MultiplesInput): Markish[] {
  const { row, panel } = layout(input);
  const rows = placed(input);
  const looks = (multiplesChart.layers(input)['option'] ?? []).map((look, at) => ({
    ...look,
    attributes: { ...look.attributes, fill: rows[at]?.chosen ? input.palette.tint : 'transparent' },
  }));
  const x2 = ({ left }: Placed) => left + panel;
  const y2 = ({ top }: Placed) => top + row;
  return [rect(rows, { x1: 'left', x2, y1: 'top', y2, sort: null, ...painted(looks, 'option') })];
}

function dots(input: MultiplesInput): Markish[] {
  const { palette, most } = input;
  const { row } = layout(input);
  const shown = placed(input).flatMap((one) => (isShown(one.value) ? [{ ...one, known: one.value }] : []));
  const x = (share: number, { start, length }: Placed) => start + (Math.min(share, most) / most) * length;
  const y = ({ top }: Placed) => top + row / 2;
  const ranged = shown.filter(({ known }) => known.low !== null && known.high !== null);
  const looks = shown.map(({ key, chosen, known }) => ({
    key,
    attributes: {
      fill: [palette.primary, palette.muted, palette.edge][certaintyOf(known)] ?? palette.primary,
      ...{ stroke: palette.ground, 'stroke-width': 1, ...(chosen ? chosenOutline(palette) : {}) },
    },
  }));
  type Known = (typeof shown)[number];
  const style = { ariaHidden: 'true', sort: null } as const;
  return [
    link(ranged, {
      ...{ x1: (one: Known) => x(one.known.low ?? 0, one), x2: (one: Known) => x(one.known.high ?? 0, one) },
      ...{ y, stroke: palette.edge, strokeWidth: 4, strokeLinecap: 'round', ...style },
    }),
    dot(shown, { x: (one: Known) => x(one.known.estimate, one), y, r: 5, ...style, ...painted(looks, 'dot') }),
  ];
}

function words(input: MultiplesInput): Markish[] {
  const { row, panel, label } = layout(input);
  const { ink, muted } = input.palette;
  const y = ({ top }: Placed) => top + row / 2;
  const style = { y, fontSize: 13, sort: null, ariaHidden: 'true' } as const;
  const value = { textAnchor: 'end', fontVariant: 'tabular-nums', text: 'short' } as const;
  return [
    text(placed(input), {
      ...{ ...style, x: 'left', text: 'label', textAnchor: 'start', fill: ink },
      ...{ lineWidth: label / 13.5, textOverflow: 'ellipsis' },
    }),
    ...absentMarks(placed(input), (one) => one.value.state, input.palette, { x: ({ start }: Placed) => start + 8, y }),
    text(placed(input), {
      ...{ ...style, ...value, x: ({ left }: Placed) => left + panel },
      fill: ({ value: known }: Placed) => (isShown(known) ? ink : muted),
    }),
  ];
}
