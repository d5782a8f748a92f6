/** Ranking: a dot and its range for each row, highest first, and at the right the places that it may have. */
import { absentMarks } from './absent.ts';
import type { Kind } from './kind.ts';
import { layoutOf, rankingHeight } from './layout.ts';
import { chosenOutline, clear } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted, type Look } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, dot, gridX, link, rect, ruleY, text, type Markish } from './plot.ts';
import { certaintyOf } from './scale.ts';
import { isShown, type Value } from './value.ts';

/** `short`: the figure, or why there is none, in a word; `places`: those that it may have, empty where it has none. */
export interface RankingRow extends Choosable {
  readonly label: string;
  readonly short: string;
  readonly value: Value;
  readonly places: string;
}

/** Drawn rows, from the first to the last, that are alike and told apart from all others; in words, and in a word. */
export interface Bracket {
  readonly first: number;
  readonly last: number;
  readonly words: string;
  readonly short: string;
}

/**
 * - `rows`: highest first, those without a figure last
 * - `most`: the end of the axis, a share
 * - `still`: rows that only tell, and choose nothing
 * - `beside`: labels of the charts around it: the columns of all of them are of one width
 */
export interface RankingInput {
  readonly rows: readonly RankingRow[];
  readonly brackets: readonly Bracket[];
  readonly most: number;
  readonly still?: boolean;
  readonly beside?: readonly string[];
  readonly palette: Palette;
  readonly width: number;
  readonly percent: (share: number) => string;
  /** over the places */
  readonly head: string;
}

/** By which the room of a label is divided: Plot takes its letters for wider than those of the page are. */
const letter = 12.6;

const labelsOf = ({ rows, beside = [] }: Pick<RankingInput, 'rows' | 'beside'>) => [
  ...rows.map(({ label }) => label),
  ...beside,
];

export const rankingChart: Kind<RankingInput> = {
  options(input) {
    const { rows, most, palette, width, percent } = input;
    const { left, right } = layoutOf(width, labelsOf(input));
    return {
      ...{
        width,
        height: rankingHeight(rows.length, width),
        marginLeft: left,
        marginRight: right,
        marginTop: 30,
        marginBottom: 4,
      },
      x: { domain: [0, most], axis: null },
      y: { domain: [-0.5, rows.length - 0.5], reverse: true, axis: null },
      marks: [
        gridX({ ticks: 4, stroke: palette.line, strokeOpacity: 1 }),
        axisX({
          anchor: 'top',
          ticks: 4,
          tickSize: 0,
          tickFormat: percent,
          fontSize: 13,
          fill: palette.muted,
          label: null,
        }),
        ...options(input),
        ...ranges(input),
        ...names(input),
        ...places(input),
      ],
    };
  },
  layers: ({ rows, still = false }) => ({
    option: rows.map((row) => ({ key: row.key, attributes: still ? {} : optionAttributes(row) })),
  }),
  // everything moves when the order does: always drawn anew
  frame: ({ rows, beside, width, most, palette }) => JSON.stringify([rows, beside, width, most, palette]),
};

/** Rows as wide as the chart, so that the pointer need not hit the dot. */
function options({ rows, width, most, palette, ...rest }: RankingInput): Markish[] {
  const { left, right } = layoutOf(width, labelsOf({ rows, ...rest }));
  const { option = [] } = rankingChart.layers({ rows, width, most, palette, ...rest });
  const looks = option.map((look, at) => {
    const chosen = rows[at]?.chosen ?? false;
    return { ...look, attributes: { ...look.attributes, fill: chosen ? palette.tint : 'transparent' } };
  });
  const place = { x1: 0, x2: most, y1: (_: unknown, i: number) => i - 0.5, y2: (_: unknown, i: number) => i + 0.5 };
  return [rect(rows, { ...place, insetLeft: -left, insetRight: -right, sort: null, ...painted(looks, 'option') })];
}

function ranges({ rows, width, palette }: RankingInput): Markish[] {
  const dy = layoutOf(width).narrow ? 9 : 0;
  const shown = rows.flatMap(({ key, value, chosen }, y) => (isShown(value) ? [{ ...value, key, y, chosen }] : []));
  const looks = shown.map(({ key, chosen, ...value }) => ({
    key,
    attributes: {
      fill: shadeOf(value, palette),
      stroke: palette.ground,
      'stroke-width': 1.5,
      ...(chosen ? chosenOutline(palette) : {}),
    },
  }));
  const hidden = { dy, ariaHidden: 'true' } as const;
  return [
    link(shown, {
      x1: 'low',
      x2: 'high',
      y: 'y',
      stroke: palette.edge,
      strokeWidth: 5,
      strokeLinecap: 'round',
      ...hidden,
    }),
    dot(shown, { x: 'estimate', y: 'y', r: 6, fill: palette.primary, sort: null, ...hidden, ...painted(looks, 'dot') }),
  ];
}

/** The less sure, the less contrast; as in the list of territories. */
const shadeOf = (value: Parameters<typeof certaintyOf>[0], { primary, muted, edge }: Palette): string =>
  [primary, muted, edge][certaintyOf(value)] ?? primary;

function names(input: RankingInput): Markish[] {
  const { rows, width, palette } = input;
  const { narrow, left } = layoutOf(width, labelsOf(input));
  const all = rows.map((row, y) => ({ ...row, y, end: row.value.high ?? row.value.estimate ?? 0 }));
  const looks = all.map(({ key, chosen }) => ({
    key,
    attributes: { 'font-weight': chosen ? 700 : 400, ...(chosen ? { stroke: palette.tint } : {}) },
  }));
  const over = { x: 0, textAnchor: 'start', dy: -9, lineWidth: width / 14 } as const;
  const beside = { x: 0, textAnchor: 'end', dx: -12, lineWidth: left / letter } as const;
  const style = { y: 'y', fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  const cut = { text: 'label', textOverflow: 'ellipsis' } as const;
  const label = { ...style, ...clear(palette), ...cut, ...(narrow ? over : beside) };
  const dy = narrow ? 9 : 0;
  const figure = { ...style, x: 'end', text: 'short', textAnchor: 'start', dy, fontVariant: 'tabular-nums' } as const;
  const shown = all.filter(({ value }) => isShown(value));
  const grounds = shown.map(({ key, chosen }): Look => ({ key, attributes: chosen ? { stroke: palette.tint } : {} }));
  return [
    text(all, { ...label, ...painted(looks, 'label') }),
    ...absentMarks(all, ({ value }) => value.state, palette, { x: 0, y: 'y', dx: 9, dy }),
    text(shown, { ...figure, ...clear(palette), dx: 9, ...painted(grounds, 'figure') }),
    text(
      all.filter(({ value }) => !isShown(value)),
      { ...figure, dx: 22 },
    ),
  ];
}

/** At the right end: beside rows that are alike a line and their places, beside any other row its own. */
function places({ rows, brackets, width, most, palette, head }: RankingInput): Markish[] {
  const { narrow } = layoutOf(width);
  const dx = narrow ? 40 : 46;
  const isInside = (y: number) => brackets.some(({ first, last }) => first <= y && y <= last);
  const single = rows.flatMap((row, y) => (row.places === '' || isInside(y) ? [] : [{ y, words: row.places }]));
  const run = brackets.map(({ first, last, words, short }) => ({
    y: (first + last) / 2,
    words: narrow ? short : words,
  }));
  const ends = { y1: ({ first }: Bracket) => first - 0.3, y2: ({ last }: Bracket) => last + 0.3 };
  const style = { x: most, sort: null, ariaHidden: 'true' } as const;
  const title = run.length + single.length > 0 ? [{ y: -0.5, words: head }] : [];
  const words = { text: 'words', dx: dx + 8, textAnchor: 'start', fill: palette.muted, fontSize: 13 } as const;
  const places = { y: 'y', fontVariant: 'tabular-nums', lineWidth: 7 } as const;
  return [
    link(brackets, { x1: most, x2: most, ...ends, dx, stroke: palette.muted, strokeWidth: 1.5, ariaHidden: 'true' }),
    text(title, { ...style, ...words, y: 'y', dy: -13 }),
    text(run, { ...style, ...words, ...places }),
    // where a label stands over its dot, the place stands beside the dot, so that a long label has the whole line
    text(single, { ...style, ...words, ...places, dy: narrow ? 9 : 0 }),
    ruleY([rows.length - 0.5], { stroke: palette.line }),
  ];
}
