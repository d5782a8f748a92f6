/** Panels beside each other with the same rows and the same scale: what comparisons are drawn in. Positions are pixels. */
import { absentMarks } from './absent.ts';
import { clear } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted, type Look } from './paint.ts';
import type { Palette } from './palette.ts';
import { centre, heightOf, type Panel, type PanelLayout } from './panel-layout.ts';
import type { Value } from './value.ts';
import { dot, link, rect, text, type Markish } from './plot.ts';

/** A value with its range in a panel; `at` null: there is none, and `short` says why. */
export interface PanelValue {
  /** why there is none; told where both reasons are possible */
  readonly state?: Value['state'];
  readonly at: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly short: string;
  /** the less sure, the less contrast */
  readonly shade: keyof Pick<Palette, 'primary' | 'muted' | 'edge'>;
}

export interface PanelRow extends Choosable {
  readonly label: string;
  readonly values: readonly PanelValue[];
  readonly middle: string;
  readonly tone: 'differ' | 'alike' | 'withheld';
}

/** The scale that all panels share. */
export interface PanelScale {
  readonly from: number;
  readonly to: number;
  readonly ticks: readonly number[];
  readonly write: (value: number) => string;
}

export interface PanelInput {
  readonly rows: readonly PanelRow[];
  readonly names: readonly string[];
  readonly scale: PanelScale;
  readonly palette: Palette;
  readonly width: number;
  /** figures are not written beside their dots: there is no room, and the table has them */
  readonly compact?: boolean;
}

const placeOf = ({ from, to }: PanelScale, { left, right }: Panel, value: number): number =>
  left + ((value - from) / (to - from)) * (right - left);

/** Everything but what joins the panels. */
export function panelMarks(input: PanelInput, layout: PanelLayout): Markish[] {
  return [...grid(input, layout), ...options(input, layout), ...values(input, layout), ...labels(input, layout)];
}

function grid(input: PanelInput, layout: PanelLayout): Markish[] {
  const { rows, scale, palette } = input;
  const { panels, top } = layout;
  const ticks = panels.flatMap((panel) => scale.ticks.map((tick) => ({ tick, x: placeOf(scale, panel, tick) })));
  const hidden = { ariaHidden: 'true' } as const;
  return [
    link(ticks, { x1: 'x', x2: 'x', y1: top, y2: heightOf(layout, rows.length) - 8, stroke: palette.line, ...hidden }),
    ...(['start', 'middle', 'end'] as const).map((textAnchor) =>
      text(
        ticks.filter(({ tick }) => anchorOf(tick, input) === textAnchor),
        {
          ...{ x: 'x', y: top - 8, text: ({ tick }: { tick: number }) => scale.write(tick), textAnchor },
          ...{ fontSize: 12, fill: palette.muted, ...hidden },
        },
      ),
    ),
    text(panels, {
      ...{ x: 'left', y: top - 24, text: 'name', textAnchor: 'start', lineAnchor: 'bottom', dx: -4 },
      ...{ fontSize: 14, fontWeight: 700, fill: palette.ink, ...hidden },
      lineWidth: (panels[0]!.right - panels[0]!.left + 36) / 14.5,
    }),
  ];
}

/** Where panels stand close, the ends of their scales are written inwards. */
function anchorOf(tick: number, { scale, compact }: PanelInput): 'start' | 'middle' | 'end' {
  if (compact !== true) return 'middle';
  return tick === scale.from ? 'start' : tick === scale.to ? 'end' : 'middle';
}

function options({ rows, palette, width }: PanelInput, { top, row }: PanelLayout): Markish[] {
  const looks = rows.map((one): Look => ({
    key: one.key,
    attributes: { ...optionAttributes(one), fill: one.chosen ? palette.tint : 'transparent' },
  }));
  const y = (by: number) => (_: unknown, at: number) => top + (at + by) * row;
  return [
    rect(rows, { x1: 0, x2: width, y1: y(0), y2: y(1), sort: null, ...painted(looks, 'option') }),
    link(rows, { x1: 0, x2: width, y1: y(1), y2: y(1), stroke: palette.line, strokeOpacity: 0.6, ariaHidden: 'true' }),
  ];
}

interface Placed extends PanelValue {
  readonly key: string;
  readonly x: number;
  readonly x1: number;
  readonly x2: number;
  readonly y: number;
  readonly end: number;
}

function placed({ rows, scale }: PanelInput, layout: PanelLayout): Placed[] {
  return rows.flatMap(({ key, values }, row) =>
    values.map((value, at) => {
      const panel = layout.panels[at]!;
      const px = (number: number | null) => placeOf(scale, panel, number ?? scale.from);
      const x = px(value.at);
      const [x1, x2] = [px(value.low ?? value.at), px(value.high ?? value.at)];
      return {
        ...value,
        key: `${key} ${at}`,
        x,
        x1,
        x2,
        y: centre(layout, row),
        end: value.at === null ? panel.left + (value.state ? 20 : 0) : x2 + 9,
      };
    }),
  );
}

function values(input: PanelInput, layout: PanelLayout): Markish[] {
  const { palette } = input;
  const all = placed(input, layout);
  const shown = all.filter(({ at }) => at !== null);
  const looks = shown.map(({ key, shade }): Look => ({ key, attributes: { fill: palette[shade] } }));
  const hidden = { ariaHidden: 'true', sort: null } as const;
  return [
    link(shown, {
      ...{ x1: 'x1', x2: 'x2', y1: 'y', y2: 'y', stroke: palette.edge, strokeWidth: 5, strokeLinecap: 'round' },
      ariaHidden: 'true',
    }),
    dot(shown, { x: 'x', y: 'y', r: 6, stroke: palette.ground, strokeWidth: 1.5, ...hidden, ...painted(looks, 'dot') }),
    ...absentMarks(all, ({ at, state }) => (at === null ? state : undefined), palette, {
      x: ({ end }: Placed) => end - 13,
      y: 'y',
    }),
    text(input.compact ? all.filter(({ at }) => at === null) : all, {
      ...{ x: 'end', y: 'y', text: 'short', textAnchor: 'start', fontSize: 13, fontVariant: 'tabular-nums' },
      ...{ fill: palette.ink, ...hidden, ...clear(palette) },
    }),
  ];
}

function labels({ rows, palette }: PanelInput, layout: PanelLayout): Markish[] {
  const { narrow, label, top, row } = layout;
  const y = (_: unknown, at: number) => (narrow ? top + at * row + 16 : centre(layout, at));
  const style = { fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  return [
    text(rows, {
      ...{ ...style, x: narrow ? 4 : label.x + label.width, y, text: 'label', textAnchor: narrow ? 'start' : 'end' },
      ...{ dx: narrow ? 0 : -16, lineWidth: label.width / 14.5, textOverflow: 'ellipsis' },
    }),
  ];
}

/** The words that join the panels, in the strength of what they say. */
export function middleMarks({ rows, palette }: PanelInput, layout: PanelLayout, anchor: 'middle' | 'start'): Markish[] {
  const { middle } = layout;
  const x = anchor === 'middle' ? middle.x + middle.width / 2 : middle.x;
  const weights = { differ: 700, alike: 400, withheld: 400 } as const;
  const looks = rows.map(({ key, tone }): Look => ({
    key,
    attributes: { 'font-weight': weights[tone], fill: tone === 'differ' ? palette.ink : palette.muted },
  }));
  return [
    text(rows, {
      ...{ x, y: (_: unknown, at: number) => (middle.over ? layout.top + at * layout.row + 38 : centre(layout, at)) },
      ...{ text: 'middle', textAnchor: anchor, fontSize: 13 },
      ...{ lineWidth: middle.width / 13.5, sort: null, ariaHidden: 'true', ...painted(looks, 'middle') },
    }),
  ];
}

/** Lines from the words to both panels: whole where the sides differ, broken where they may be the same. */
export function connectors({ rows, palette }: PanelInput, layout: PanelLayout): Markish[] {
  const [left, right] = layout.panels;
  const { middle } = layout;
  const lines = rows.flatMap(({ middle: words, tone }, at) => {
    if (!left || !right || tone === 'withheld' || layout.narrow) return [];
    const half = Math.min(middle.width, words.length * letter) / 2 + 10;
    const centreX = middle.x + middle.width / 2;
    const y = centre(layout, at);
    return [
      { x1: middle.x, x2: centreX - half, y, tone },
      { x1: centreX + half, x2: middle.x + middle.width, y, tone },
    ];
  });
  const drawn = (tone: PanelRow['tone'], stroke: string, strokeDasharray: string) =>
    link(
      lines.filter((one) => one.tone === tone && one.x2 > one.x1),
      { x1: 'x1', x2: 'x2', y1: 'y', y2: 'y', stroke, strokeDasharray, strokeWidth: 1, ariaHidden: 'true' },
    );
  return [drawn('differ', palette.muted, 'none'), drawn('alike', palette.edge, '2,4')];
}

/** Width of a letter, 13 pixels high. */
const letter = 6.6;
