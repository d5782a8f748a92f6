/** Ranking: a dot and its range for each row, highest first, with brackets around rows that are alike. */
import { absentMarks } from './absent.ts';
import type { Kind } from './kind.ts';
import { layoutOf, rankingHeight } from './layout.ts';
import { chosenOutline } from './look.ts';
import { optionAttributes, type Choosable } from './option.ts';
import { painted } from './paint.ts';
import type { Palette } from './palette.ts';
import { axisX, dot, gridX, link, rect, ruleY, text, type Markish } from './plot.ts';
import { certaintyOf } from './scale.ts';
import type { Tie } from './ties.ts';
import { isShown, type Value } from './value.ts';

/** `short`: the figure, or why there is none, in a word. */
export interface RankingRow extends Choosable {
  readonly label: string;
  readonly short: string;
  readonly value: Value;
  /** among all that are ranked, from 1, drawn or not */
  readonly place: number;
}

/**
 * - `rows`: highest first, those without a figure last
 * - `ties`: the runs of all that are ranked, drawn or not
 * - `most`: the end of the axis, a share
 * - `still`: rows that only tell, and choose nothing
 */
export interface RankingInput {
  readonly rows: readonly RankingRow[];
  readonly ties: readonly Tie[];
  readonly most: number;
  readonly still?: boolean;
  readonly palette: Palette;
  readonly width: number;
  readonly percent: (share: number) => string;
  /** how a run of equals is called: "3–7 alla pari"; `cut` when some of it is not drawn */
  readonly alike: (tie: Tie, cut: boolean) => string;
}

const labelsOf = (rows: readonly RankingRow[]) => rows.map(({ label }) => label);

export const rankingChart: Kind<RankingInput> = {
  options(input) {
    const { rows, most, palette, width, percent } = input;
    const { left, right } = layoutOf(width, labelsOf(rows));
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
        ...brackets(input),
      ],
    };
  },
  layers: ({ rows, still = false }) => ({
    option: rows.map((row) => ({ key: row.key, attributes: still ? {} : optionAttributes(row) })),
  }),
  // everything moves when the order does: always drawn anew
  frame: ({ rows, width, most, palette }) => JSON.stringify([rows, width, most, palette]),
};

/** Rows as wide as the chart, so that the pointer need not hit the dot. */
function options({ rows, width, most, palette, ...rest }: RankingInput): Markish[] {
  const { left, right } = layoutOf(width, labelsOf(rows));
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

function names({ rows, width, palette }: RankingInput): Markish[] {
  const { narrow, left } = layoutOf(width, labelsOf(rows));
  const all = rows.map((row, y) => ({ ...row, y, end: row.value.high ?? row.value.estimate ?? 0 }));
  const looks = all.map(({ key, chosen }) => ({ key, attributes: { 'font-weight': chosen ? 700 : 400 } }));
  const over = { x: 0, textAnchor: 'start', dy: -9, lineWidth: width / 14 } as const;
  const beside = { x: 0, textAnchor: 'end', dx: -12, lineWidth: left / 14 } as const;
  const style = { y: 'y', fill: palette.ink, fontSize: 14, sort: null, ariaHidden: 'true' } as const;
  const label = { ...style, text: 'label', textOverflow: 'ellipsis', ...(narrow ? over : beside) } as const;
  const dy = narrow ? 9 : 0;
  const figure = { ...style, x: 'end', text: 'short', textAnchor: 'start', dy, fontVariant: 'tabular-nums' } as const;
  return [
    text(all, { ...label, ...painted(looks, 'label') }),
    ...absentMarks(all, ({ value }) => value.state, palette, { x: 0, y: 'y', dx: 9, dy }),
    text(
      all.filter(({ value }) => isShown(value)),
      { ...figure, dx: 9 },
    ),
    text(
      all.filter(({ value }) => !isShown(value)),
      { ...figure, dx: 22 },
    ),
  ];
}

/** A run of equals as far as it is drawn: the first and the last of its rows. */
interface Run extends Tie {
  readonly first: number;
  readonly last: number;
}

function runsOf({ rows, ties }: RankingInput): Run[] {
  return ties.flatMap((tie) => {
    const inside = ({ place, value }: RankingRow) => isShown(value) && place >= tie.from && place <= tie.to;
    const [first, last] = [rows.findIndex(inside), rows.findLastIndex(inside)];
    return tie.to > tie.from && first >= 0 ? [{ ...tie, first, last }] : [];
  });
}

/** Beside each run of equals, at the right end, a line and its places. */
function brackets(input: RankingInput): Markish[] {
  const { rows, width, most, palette, alike } = input;
  const { narrow } = layoutOf(width);
  const runs = runsOf(input);
  const dx = narrow ? 40 : 46;
  const cut = ({ from, to, first, last }: Run) => last - first < to - from;
  const words = (run: Run) => (narrow ? `${run.from}–${run.to}` : alike(run, cut(run)));
  const y1 = ({ first }: Run) => first - 0.3;
  const y2 = ({ last }: Run) => last + 0.3;
  const style = { x: most, sort: null, ariaHidden: 'true' } as const;
  return [
    link(runs, { x1: most, x2: most, y1, y2, dx, stroke: palette.muted, strokeWidth: 1.5, ariaHidden: 'true' }),
    text(runs, {
      ...{ ...style, y: ({ first, last }: Run) => (first + last) / 2, text: words, dx: dx + 8, textAnchor: 'start' },
      ...{ fill: palette.muted, fontSize: 13, lineWidth: 7 },
    }),
    ruleY([rows.length - 0.5], { stroke: palette.line }),
  ];
}
