/** Two sides: rows, drawing, table and texts. */
import type { ComparedSide, PairComparison, PairRow as Compared, WithheldReason } from '../../../analytics/contract.ts';
import type { PanelRow, PanelValue } from '../chart/panels.ts';
import { certaintyOf } from '../chart/scale.ts';
import { isShown, type Value } from '../chart/value.ts';
import type { Draw } from './scene.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { atStart, quoted } from '../explore/scene.ts';
import { formats } from '../format.ts';
import {
  higherSide,
  narrowedTo,
  points,
  sideName,
  skillName,
  toneOf,
  valueOfFigure,
  wordsFor,
  type CompareScene,
} from './scene.ts';

/** A skill on both sides, in words. */
export interface PairLine extends Compared {
  readonly label: string;
  readonly values: readonly [Value, Value];
  readonly middle: string;
  readonly tone: PanelRow['tone'];
  /** each side with its figure, and what is sure between them */
  readonly told: readonly string[];
  readonly verdict: string;
  readonly words: string;
}

type Scene = CompareScene & { readonly comparison: PairComparison };

export function pairLines(scene: Scene): PairLine[] {
  const { sides, rows } = scene.comparison;
  return rows.map((row): PairLine => {
    const values = [valueOfFigure(row.a), valueOfFigure(row.b)] as const;
    const label = skillName(scene, row.skill);
    const told = values.map((value, at) => `${sideName(scene, sides[at]!)} ${wordsFor(scene, sides[at]!).full(value)}`);
    const [middle, verdict] = [middleWords(scene, row), sentence(scene, row)];
    const words = `${label}: ${told.join('; ')}. ${verdict}`;
    return { ...row, label, values, middle, tone: toneOf(row.judgement), told, verdict, words };
  });
}

/** The middle column: an arrow to the higher side, and what is sure. */
function middleWords(scene: Scene, row: Compared): string {
  const { m } = scene;
  const { verdict, reasons, ranges, difference, ciLow, ciHigh } = row.judgement;
  const higher = higherSide(row);
  const arrow = (words: string) => (higher === 0 ? `← ${words}` : `${words} →`);
  if (verdict === 'alike') return m('compare.middle.alike');
  if (verdict === 'withheld' && ranges !== null)
    return ranges === 'apart' ? arrow(m('compare.middle.apart')) : m('compare.middle.overlap');
  if (difference !== null && ciLow !== null && ciHigh !== null)
    return arrow(m('compare.middle.points', rangeOf(scene, row)));
  return m(`compare.reason.${reasons[0] ?? 'not_published'}`);
}

/** The difference and its range without the sign, which the side tells. */
function rangeOf(scene: Scene, { judgement: { difference, ciLow, ciHigh, ranges } }: Compared) {
  const [low, high] = [Math.abs(ciLow ?? 0), Math.abs(ciHigh ?? 0)].sort((one, other) => one - other) as [
    number,
    number,
  ];
  return {
    points: points(scene, difference ?? 0),
    n: Math.round(Math.abs(difference ?? 0) * 100),
    ...{ from: points(scene, low), to: points(scene, high), ranged: low === high ? 'no' : 'yes' },
    overlap: ranges === 'overlap' ? 'yes' : 'no',
  };
}

/** The same as a sentence that names the sides. */
function sentence(scene: Scene, row: Compared): string {
  const { m, comparison } = scene;
  const { verdict, reasons, ranges, difference } = row.judgement;
  const higher = higherSide(row);
  const names = {
    high: sideName(scene, comparison.sides[higher ?? 0]),
    low: sideName(scene, comparison.sides[higher === 1 ? 0 : 1]),
  };
  if (difference !== null && higher !== null) return m('compare.sentence.points', { ...names, ...rangeOf(scene, row) });
  if (verdict === 'alike') return m('compare.sentence.alike');
  const told = formats(scene.language).list(reasons.map((one) => m(`compare.reason.${one}`)));
  if (ranges !== null) return m(`compare.sentence.${ranges}`, { ...names, reasons: told });
  return m('compare.sentence.withheld', { reasons: told });
}

const shades = ['primary', 'muted', 'edge'] as const;

export function panelValue(value: Value, short: string): PanelValue {
  if (!isShown(value)) return { at: null, low: null, high: null, short, shade: 'muted', state: value.state };
  return {
    at: value.estimate,
    low: value.low,
    high: value.high,
    short,
    shade: shades[certaintyOf(value)] ?? 'primary',
  };
}

export function pairDrawing(scene: Scene, lines: readonly PairLine[]): Draw {
  const { sides } = scene.comparison;
  const { percent } = formats(scene.language);
  const names = sides.map((side) => sideName(scene, side));
  const rows = lines.map((line): PanelRow => ({
    ...{ key: line.skill, label: line.label, words: line.words, chosen: false, middle: line.middle, tone: line.tone },
    values: line.values.map((value, at) => panelValue(value, wordsFor(scene, sides[at]!).short(value))),
  }));
  const to = endOf(lines.flatMap(({ values }) => values.map(({ high, estimate }) => high ?? estimate ?? 0)));
  const isHalved = Number.isInteger(Math.round(to * 100) / 2);
  const scale = { from: 0, to, ticks: isHalved ? [0, to / 2, to] : [0, to], write: (share: number) => percent(share) };
  return (width, palette) => ({ kind: 'pair', input: { rows, names, scale, palette, width } });
}

/** A round share, of 5 points, above the widest range. */
const endOf = (ends: readonly number[]): number =>
  Math.min(1, Math.max(0.05, Math.ceil(Math.max(0, ...ends) * 20) / 20));

export function pairTable(scene: Scene, lines: readonly PairLine[], href: (skill: string) => string | null): Table {
  const { m, comparison } = scene;
  const side = (at: 0 | 1) => sideName(scene, comparison.sides[at]);
  const cells = (line: PairLine, at: 0 | 1) => {
    const words = wordsFor(scene, comparison.sides[at]);
    return [words.short(line.values[at]), words.range(line.values[at]), words.count(line.values[at].n)];
  };
  const columns = ([0, 1] as const).flatMap((at) => [
    side(at),
    m('compare.column.range', { side: side(at) }),
    m('compare.column.n', { side: side(at) }),
  ]);
  return {
    columns: [m('explore.column.skill'), ...columns, m('compare.column.verdict')],
    names: 1,
    rows: lines.map((line) => ({
      key: line.skill,
      cells: [line.label, ...cells(line, 0), ...cells(line, 1), sentence(scene, line)],
      href: href(line.skill),
      chosen: false,
    })),
  };
}

export function pairText(scene: Scene, lines: readonly PairLine[]): FigureText {
  const { m, comparison } = scene;
  const differing = lines.filter(({ tone }) => tone === 'differ');
  const alike = lines.filter(({ tone }) => tone === 'alike').length;
  const withheld = lines.length - differing.length - alike;
  const [a, b] = comparison.sides.map((side) => sideName(scene, side)) as [string, string];
  const counts = { differing: differing.length, alike, withheld, all: lines.length, a, b };
  const narrowed = narrowedTo(scene);
  const way = comparison.compared > 0 ? 'tested' : 'ranges';
  return {
    title: m(`compare.title.${way}`, counts),
    subtitle: m('compare.subtitle', {
      ...{ ...counts, ...basesOf(scene, comparison.sides), narrowed: narrowed === '' ? 'no' : 'yes', base: narrowed },
    }),
    summary: [m('compare.summary', { ...counts, first: quotedList(scene, differing) }), ...chanceOf(scene, lines)].join(
      ' ',
    ),
  };
}

/** Of skills that are alike on both sides, at most so many have ranges apart: these hold at 95 % for each. */
const chance = 0.05;

/** How far many comparisons at once may mislead: of tests, and of ranges that were only looked at. */
function chanceOf({ m, comparison, language }: Scene, lines: readonly PairLine[]): string[] {
  const { compared, rate } = comparison;
  if (compared > 0) return [m('compare.chance', { n: compared, rate: formats(language).percent(rate) })];
  const looked = lines.filter(({ judgement: { ranges }, values }) => ranges !== null && values[0].low !== null);
  if (looked.length < 2 || lines.every(({ tone }) => tone !== 'differ')) return [];
  return [m('compare.chance.ranges', { n: looked.length, chance: Math.max(1, Math.round(looked.length * chance)) })];
}

function quotedList(scene: Scene, lines: readonly PairLine[]): string {
  return formats(scene.language).list(lines.slice(0, 3).map(({ label }) => quoted(scene, label)));
}

/** Who stands behind each side: how many, when, how they came to answer. */
function basesOf(scene: CompareScene, [a, b]: PairComparison['sides']) {
  const told = (side: ComparedSide) =>
    scene.m('compare.base', {
      side: atStart(sideName(scene, side)),
      ...{ unit: side.unit, known: side.n === null ? 'no' : 'yes', n: side.n ?? 0 },
      count: formats(scene.language).count(side.n ?? 0),
    });
  return { baseA: told(a), baseB: told(b) };
}

/** Why rows are not compared, each reason once with how many rows it keeps apart. */
export function reasonsTold({
  m,
  comparison,
}: Scene): { reason: WithheldReason; term: string; text: string; n: number }[] {
  const all = comparison.rows.flatMap(({ judgement }) => judgement.reasons);
  return [...new Set(all)].map((reason) => ({
    reason,
    term: m(`compare.reason.${reason}`),
    text: m(`compare.why.${reason}`, { k: comparison.sides[0].k }),
    n: all.filter((one) => one === reason).length,
  }));
}
