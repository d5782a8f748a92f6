/** Diverging bars: to the right who is left without a seat, with its range; to the left the seats that nobody takes. */
import type { CellState } from '../../../analytics/contract.ts';
import { absentMarks } from './absent.ts';
import type { Kind } from './kind.ts';
import { gapHeight, layoutOf } from './layout.ts';
import { chosenOutline, clear } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, gridX, link, rect, ruleX, text, type Markish } from './plot.ts';
import type { Certainty } from './scale.ts';

/** `left` and `spare` in person-places, null where they are not told; `short` and `spareShort` as they are written. */
export interface GapBar extends Choosable {
  readonly label: string;
  readonly state: CellState;
  readonly left: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly spare: number | null;
  readonly short: string;
  readonly spareShort: string;
  readonly certainty: Certainty;
}

/** `heads`: over the bars to the left, and to the right. */
export interface GapInput {
  readonly rows: readonly GapBar[];
  readonly heads: readonly [left: string, right: string];
  readonly palette: Palette;
  readonly width: number;
  readonly count: (value: number) => string;
}

const labelsOf = ({ rows }: Pick<GapInput, 'rows'>) => rows.map(({ label }) => label);
const letter = 12.6;
/** Of a row: from where to where its bar reaches, and where its range lies. */
const bar = { from: -0.32, to: 0.16, range: 0.3 } as const;

/** On a narrow screen a bar stands under its label. */
const under = (width: number): number => (layoutOf(width).narrow ? 11 : 0);

/**
 * As far as the bars and ranges reach. People are what the chart is about: seats in far greater number would press them
 * together, and are cut where the right half ends.
 */
function reachOf({ rows }: Pick<GapInput, 'rows'>): { right: number; left: number } {
  const right = Math.max(1, ...rows.map(({ high, left }) => high ?? left ?? 0));
  return { right, left: Math.min(right, Math.max(0, ...rows.map(({ spare }) => spare ?? 0))) };
}

/** With room for what is written at the left end of the bars. */
function domainOf(input: Pick<GapInput, 'rows'>): [number, number] {
  const { right, left } = reachOf(input);
  return [left > 0 ? -(left + 0.14 * (left + right)) : 0, right];
}

export const gapChart: Kind<GapInput> = {
  options(input) {
    const { rows, palette, width, count } = input;
    const { left, right } = layoutOf(width, labelsOf(input));
    return {
      ...{ width, height: gapHeight(rows.length, width), marginLeft: left, marginRight: right },
      ...{ marginTop: 54, marginBottom: 4 },
      x: { domain: domainOf(input), axis: null },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [
        gridX({ ticks: width < 560 ? 4 : 6, stroke: palette.line, strokeOpacity: 1 }),
        axisX({
          ...{ anchor: 'top', ticks: width < 560 ? 4 : 6, tickSize: 0, fontSize: 13, fill: palette.muted, label: null },
          tickFormat: (value: number) => count(Math.abs(value)),
        }),
        ...options(input),
        ...bars(input),
        ruleX([0], { stroke: palette.muted, strokeWidth: 1.5 }),
        ...names(input),
        ...heads(input),
      ],
    };
  },
  layers: ({ rows }) => ({ option: rows.map((row) => ({ key: row.key, attributes: optionAttributes(row) })) }),
  // everything moves when the order does: always drawn anew
  frame: ({ rows, width, palette, heads: over }) => JSON.stringify([rows, width, palette, over]),
};

/** Rows as wide as the chart, so that the pointer need not hit the bar. */
function options(input: GapInput): Markish[] {
  const { rows, width, palette } = input;
  const { left, right } = layoutOf(width, labelsOf(input));
  const [from, to] = domainOf(input);
  const { option = [] } = gapChart.layers(input);
  const looks = option.map((look, at) => {
    const isChosen = rows[at]?.chosen ?? false;
    return { ...look, attributes: { ...look.attributes, fill: isChosen ? palette.tint : 'transparent' } };
  });
  const place = { x1: from, x2: to, y1: (_: unknown, i: number) => i - 0.5, y2: (_: unknown, i: number) => i + 0.5 };
  return [rect(rows, { ...place, insetLeft: -left, insetRight: -right, sort: null, ...painted(looks, 'option') })];
}

const strength = [1, 0.75, 0.5] as const;

function bars(input: GapInput): Markish[] {
  const { rows, palette, width } = input;
  const reach = reachOf(input).left;
  const dy = under(width);
  const all = rows.map((row, y) => ({ ...row, y }));
  const [without = palette.ink, , , , spare = palette.ink] = palette.diverging;
  const sides = { y1: ({ y }: { y: number }) => y + bar.from, y2: ({ y }: { y: number }) => y + bar.to, dy };
  const hidden = { sort: null, ariaHidden: 'true' } as const;
  const chosen = all.filter((row) => row.chosen);
  const right = { ...sides, x1: 0, x2: 'left', ...hidden } as const;
  const left = { ...sides, x1: ({ spare: seats }: GapBar) => -Math.min(seats ?? 0, reach), x2: 0, ...hidden };
  const { stroke, 'stroke-width': strokeWidth } = chosenOutline(palette, 2);
  return [
    rect(
      some(all, ({ left: people }) => people),
      {
        ...right,
        fill: without,
        fillOpacity: ({ certainty }: GapBar) => strength[certainty],
      },
    ),
    rect(
      some(all, ({ spare: seats }) => seats),
      { ...left, fill: spare },
    ),
    ...cuts(input, reach),
    rect(
      some(chosen, ({ left: people }) => people),
      { ...right, fill: 'none', stroke, strokeWidth },
    ),
    rect(
      some(chosen, ({ spare: seats }) => seats),
      { ...left, fill: 'none', stroke, strokeWidth },
    ),
    link(
      all.filter(({ low, high }) => low !== null && high !== null && high > low),
      {
        ...{ x1: 'low', x2: 'high', y: ({ y }: { y: number }) => y + bar.range, dy: dy && dy - 4, ...hidden },
        ...{ stroke: palette.ink, strokeWidth: 2.5, strokeLinecap: 'round' },
      },
    ),
  ];
}

/** Two gaps in a bar that goes on beyond the chart. */
function cuts({ rows, palette, width }: GapInput, reach: number): Markish[] {
  const dy = under(width);
  const cut = rows.flatMap(({ spare }, y) => ((spare ?? 0) > reach ? [{ y }] : []));
  const across = { y1: ({ y }: { y: number }) => y + bar.from - 0.06, y2: ({ y }: { y: number }) => y + bar.to + 0.06 };
  const style = { x: -reach, dy, stroke: palette.ground, strokeWidth: 3, sort: null, ariaHidden: 'true' } as const;
  return [12, 20].map((dx) => ruleX(cut, { ...across, ...style, dx }));
}

/** Rows of which there is something to draw. */
const some = <T>(rows: readonly T[], of: (row: T) => number | null): T[] => rows.filter((row) => (of(row) ?? 0) > 0);

function names(input: GapInput): Markish[] {
  const { rows, width, palette } = input;
  const { narrow, left } = layoutOf(width, labelsOf(input));
  const [from] = domainOf(input);
  const reach = reachOf(input).left;
  const all = rows.map((row, y) => ({ ...row, y, end: Math.max(row.high ?? 0, row.left ?? 0) }));
  const looks = all.map(({ key, chosen }) => ({
    key,
    attributes: { 'font-weight': chosen ? 700 : 400, ...(chosen ? { stroke: palette.tint } : {}) },
  }));
  const over = { x: from, textAnchor: 'start', dy: -14, lineWidth: width / 14 } as const;
  const beside = { x: from, textAnchor: 'end', dx: -12, lineWidth: left / letter } as const;
  const style = { y: 'y', fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  const dy = under(width);
  const figure = { ...style, dy, fontVariant: 'tabular-nums' } as const;
  const isTold = ({ state }: GapBar) => state === 'shown';
  return [
    text(all, {
      ...{ ...style, ...clear(palette), text: 'label', textOverflow: 'ellipsis', ...(narrow ? over : beside) },
      ...painted(looks, 'label'),
    }),
    ...absentMarks(all, ({ state }) => state, palette, { x: 0, y: 'y', dx: 9, dy }),
    text(all.filter(isTold), { ...figure, x: 'end', text: 'short', textAnchor: 'start', dx: 7 }),
    text(
      all.filter((row) => !isTold(row)),
      { ...figure, x: 0, text: 'short', textAnchor: 'start', dx: 22 },
    ),
    text(
      all.filter(({ spare }) => (spare ?? 0) > 0),
      {
        ...figure,
        x: ({ spare }: GapBar) => -Math.min(spare ?? 0, reach),
        text: 'spareShort',
        textAnchor: 'end',
        dx: -7,
      },
    ),
  ];
}

/** What each side means, on both sides of the line between them. */
function heads({ rows, heads: [left, right], palette }: GapInput): Markish[] {
  const style = { x: 0, y: -0.5, dy: -38, fontSize: 13, fontWeight: 600, ariaHidden: 'true' } as const;
  const [without = palette.ink, , , , spare = palette.ink] = palette.diverging;
  const isSpare = rows.some((row) => (row.spare ?? 0) > 0);
  return [
    text([right], { ...style, text: (words: string) => words, textAnchor: 'start', dx: 6, fill: without }),
    ...(isSpare
      ? [text([left], { ...style, text: (words: string) => words, textAnchor: 'end', dx: -6, fill: spare })]
      : []),
  ];
}
