/** From the level now to the level wanted: of everybody who told both, and by group. */
import type { EstimateRow } from '../../../analytics/contract.ts';
import type { Drawing } from '../chart/draw.ts';
import type { DumbbellRow, Range } from '../chart/dumbbell.ts';
import { layoutOf } from '../chart/layout.ts';
import type { Palette } from '../chart/palette.ts';
import { signed } from '../explore/levels.ts';
import { atStart, rowsBy, skillLabel, territoryWords, type Scene } from '../explore/scene.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import { groupVariable } from './groups.ts';
import type { LevelFigures } from './read.ts';
import { meanLine } from './words.ts';

/** A row of the chart, with the gap between its levels. */
export interface LevelRow extends DumbbellRow {
  readonly gap: number | null;
  readonly gapRange: Range;
}

type Three = readonly [now?: EstimateRow, wanted?: EstimateRow, gap?: EstimateRow];

/** What the levels are divided by, beside everybody. */
export type Division = 'groups' | 'places';

/** Everybody first, then groups or territories, the widest gap first, those without figures last. */
export function levelRows(scene: Scene, { everybody, ...parts }: LevelFigures, by: Division = 'groups'): LevelRow[] {
  const whole = rowOf(scene, 'all', scene.m('skill.levels.everybody', { unit: scene.unit }), true, [
    everybody[0].rows[0],
    everybody[1].rows[0],
    everybody[2].rows[0],
  ]);
  const [divided, members] = [parts[by], membersOf(scene, by)];
  if (members === null || divided === null) return [whole];
  const [now, wanted, gap] = divided.map((one) => rowsBy(one, members.variable));
  const rows = members.choices.map(({ code, label }) =>
    rowOf(scene, code, label, false, [now?.get(code), wanted?.get(code), gap?.get(code)]),
  );
  return [whole, ...rows.toSorted((a, b) => (b.gap ?? -Infinity) - (a.gap ?? -Infinity))];
}

/** The groups, or the territories of the map. */
function membersOf(scene: Scene, by: Division) {
  const { frame, language, level } = scene;
  if (by === 'places') {
    const places = frame.territories.filter((one) => one.level === level);
    const choices = places.map((one) => ({ code: one.code, label: atStart(territoryWords(scene, one)) }));
    return { variable: frame.territory, choices };
  }
  const group = groupVariable(scene);
  if (group === undefined) return null;
  return {
    variable: group.variable,
    choices: group.choices.map(({ code, label }) => ({ code, label: label[language] })),
  };
}

function rowOf(scene: Scene, key: string, label: string, chosen: boolean, [now, wanted, gap]: Three): LevelRow {
  const { m, words, language } = scene;
  const isTold = [now, wanted, gap].every((row) => row?.state === 'shown' && row.estimate !== null);
  const state = now?.state ?? 'not_published';
  const fixed = (value: number | null) => (value === null ? '–' : formats(language).fixed(value, 1));
  if (!isTold) {
    const why = m(`explore.state.${state === 'not_asked' ? 'not_asked' : 'not_published'}`);
    const none = { now: null, wanted: null, gap: null, n: null, gapRange: null, ranges: { now: null, wanted: null } };
    const known = state === 'shown' ? 'not_published' : state;
    return { key, label, chosen, ...none, state: known, short: why, words: `${label}: ${why}` };
  }
  const values = [now!.estimate!, wanted!.estimate!, gap!.estimate!] as const;
  const n = gap!.n!;
  const gapRange = rangeOf(gap!);
  return {
    ...{ key, label, chosen, state, n, now: values[0], wanted: values[1], gap: values[2], gapRange },
    ranges: { now: rangeOf(now!), wanted: rangeOf(wanted!) },
    short: `${fixed(values[0])} → ${fixed(values[1])}`,
    words: m('skill.levels.words', {
      ...{ name: label, now: fixed(values[0]), wanted: fixed(values[1]), gap: signed(scene, values[2], 1) },
      ...{ ranged: gapRange ? 'yes' : 'no', range: rangeWords(scene, gapRange), n, count: words.count(n) },
      unit: scene.unit,
    }),
  };
}

const rangeOf = ({ ciLow, ciHigh }: EstimateRow): Range => (ciLow === null || ciHigh === null ? null : [ciLow, ciHigh]);

/** With a digit more where both ends would read the same. */
function rangeWords(scene: Scene, range: Range): string {
  if (range === null) return '–';
  const [low, high] = range.map((end) => signed(scene, end, 1));
  if (low !== high) return scene.m('skill.levels.range', { low: low ?? '', high: high ?? '' });
  const [finer, upper] = range.map((end) => signed(scene, end, 2));
  return scene.m('skill.levels.range', { low: finer ?? '', high: upper ?? '' });
}

const shortOf = (scene: Scene, { short }: LevelRow, gap: number, narrow: boolean): string => {
  const told = signed(scene, gap, 1);
  return narrow ? told : `${short} (${told})`;
};

export function levelDrawing(scene: Scene, rows: readonly LevelRow[], { steps }: LevelFigures) {
  const ticks = steps.map(({ value }) => ({ value, label: formats(scene.language).number(value) }));
  return (width: number, palette: Palette): Drawing => {
    const { narrow } = layoutOf(width);
    // beside a narrow chart there is room for the gap alone
    const told = rows.map((row) => (row.gap === null ? row : { ...row, short: shortOf(scene, row, row.gap, narrow) }));
    return { kind: 'dumbbell', input: { rows: told, steps: ticks, palette, width } };
  };
}

export function levelTable(scene: Scene, rows: readonly LevelRow[], by: Division = 'groups'): Table {
  const { m, words, language } = scene;
  const { fixed } = formats(language);
  const level = (value: number | null, range: Range) => {
    if (value === null) return '–';
    return range === null ? fixed(value, 1) : `${fixed(value, 1)} (${fixed(range[0], 1)}–${fixed(range[1], 1)})`;
  };
  return {
    columns: [
      m(by === 'groups' ? 'skill.column.group' : 'explore.column.territory'),
      ...(['now', 'wanted', 'gap', 'n'] as const).map((one) => m(`skill.column.${one}`)),
    ],
    names: 1,
    rows: rows.map((row) => ({
      ...{ key: row.key, href: null, chosen: false },
      cells: [
        row.label,
        row.now === null ? row.short : level(row.now, row.ranges.now),
        level(row.wanted, row.ranges.wanted),
        row.gap === null
          ? '–'
          : `${signed(scene, row.gap, 1)}${row.gapRange ? ` (${rangeWords(scene, row.gapRange)})` : ''}`,
        words.count(row.n),
      ],
    })),
  };
}

export function levelText(
  scene: Scene,
  rows: readonly LevelRow[],
  { steps, everybody }: LevelFigures,
  by: Division = 'groups',
): FigureText {
  const { m, language } = scene;
  const { fixed, number } = formats(language);
  const [whole] = rows;
  const isTold = whole !== undefined && whole.gap !== null;
  const skill = skillLabel(scene);
  const told = {
    ...{ skill, now: fixed(whole?.now ?? 0, 1), wanted: fixed(whole?.wanted ?? 0, 1) },
    ...{ gap: fixed(Math.abs(whole?.gap ?? 0), 1), up: (whole?.gap ?? 0) >= 0 ? 'yes' : 'no' },
  };
  const [first, last] = [steps[0], steps.at(-1)];
  const shown = rows.slice(1).filter(({ state }) => state === 'shown');
  const scale = {
    ...{ from: number(first?.value ?? 1), to: number(last?.value ?? 1) },
    ...{ lowest: first?.label[language] ?? '', highest: last?.label[language] ?? '' },
  };
  return {
    title:
      by === 'places'
        ? m('skill.levels.places', { skill, level: scene.level })
        : isTold
          ? m('skill.levels.finding', told)
          : m('skill.levels.question', { skill }),
    subtitle: `${m('skill.levels.scale', { ...scale, unit: scene.unit })} ${meanLine(scene, everybody[2], whole?.n ?? null)}`,
    summary: m('skill.levels.summary', {
      ...{ known: isTold ? 'yes' : 'no', words: whole?.words ?? '', shown: shown.length, all: rows.length - 1, by },
    }),
  };
}
