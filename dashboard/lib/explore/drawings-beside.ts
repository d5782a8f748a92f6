/** From rows to drawings, for the charts beside map, ranking and heat map. */
import type { Drawing } from '../chart/draw.ts';
import type { DumbbellRow, Range } from '../chart/dumbbell.ts';
import { layoutOf } from '../chart/layout.ts';
import { writtenPlaces } from '../chart/order.ts';
import type { Palette } from '../chart/palette.ts';
import { isShown, type Shown } from '../chart/value.ts';
import { formats } from '../format.ts';
import type { WavePoint } from './course.ts';
import { bracketsOf } from './drawings.ts';
import { levelNumber, signed, stepsOf, type LevelRow, type StepRow } from './levels.ts';
import type { Panels } from './panels.ts';
import type { Scene } from './scene.ts';
import { endOf } from './skills.ts';
import { shownTopics, type TopicRow } from './topics.ts';

type Draw = (width: number, palette: Palette) => Drawing;

export function dumbbellDrawing(scene: Scene, levels: readonly LevelRow[]): Draw {
  const number = (value: number) => formats(scene.language).number(value);
  const steps = stepsOf(scene).map((value) => ({ value, label: number(value) }));
  return (width, palette) => {
    const rows = levels.map((row) => dumbbellRow(scene, row, layoutOf(width).narrow));
    return { kind: 'dumbbell', input: { rows, steps, palette, width } };
  };
}

/** A way needs both its ends: where one is missing the row says why. */
function dumbbellRow(scene: Scene, { now, wanted, gap, ...row }: LevelRow, narrow: boolean): DumbbellRow {
  if (!isShown(now) || !isShown(wanted)) {
    const absent = isShown(now) ? wanted : now;
    const none = { now: null, wanted: null, ranges: { now: null, wanted: null }, n: null };
    return { ...row, ...none, state: absent.state, short: scene.words.short(absent) };
  }
  const ranges = { now: rangeOf(now), wanted: rangeOf(wanted) };
  const ends = `${levelNumber(scene, now.estimate)} → ${levelNumber(scene, wanted.estimate)}`;
  const told = gap && isShown(gap) ? signed(scene, gap.estimate, 1) : null;
  // beside a narrow chart there is room for one of them
  const short = told === null ? ends : narrow ? told : `${ends} (${told})`;
  return { ...row, state: 'shown', now: now.estimate, wanted: wanted.estimate, ranges, n: now.n, short };
}

const rangeOf = ({ low, high }: Shown): Range => (low === null || high === null ? null : [low, high]);

export function stackDrawing(scene: Scene, bars: readonly StepRow[]): Draw {
  const { m, words } = scene;
  const rows = bars.map(({ key, label, n, state, parts }) => ({
    ...{ key, label, state, parts: parts.map((part) => ({ ...part, short: words.short(part.value) })) },
    count: m('explore.steps.count', { n: n ?? 0, count: words.count(n) }),
    absent: state === 'shown' ? '' : m(`explore.state.${state}`),
  }));
  return (width, palette) => ({ kind: 'stack', input: { rows, palette, width } });
}

/** Ranked answers carry their places; steps stand in their own order and have none. */
export function topicDrawing(scene: Scene, answers: readonly TopicRow[], ranked: boolean): Draw {
  const { m, words, language } = scene;
  const rows = answers.map((row) => ({
    ...row,
    places: row.places ? writtenPlaces(row.places) : '',
    short: words.short(row.value),
  }));
  const shown = answers.filter(({ value }) => isShown(value));
  const brackets = ranked ? bracketsOf(scene, shown, answers) : [];
  const percent = (share: number) => formats(language).percent(share);
  const beside = shownTopics(scene).flatMap(({ choices }) => choices.map(({ label }) => label[language]));
  const fixed = {
    ...{ brackets, most: endOf(answers), percent, still: true, beside },
    head: m('explore.ranking.places'),
  } as const;
  return (width, palette) => ({ kind: 'ranking', input: { rows, ...fixed, palette, width } });
}

export function panelDrawing({ m, words, language, unit }: Scene, { panels, most }: Panels): Draw {
  const counted = (n: number | null) =>
    n === null ? '' : m('explore.panels.count', { n, count: words.count(n), unit });
  const drawn = panels.map((panel) => ({
    ...panel,
    count: counted(panel.n),
    rows: panel.rows.map((row) => ({ ...row, label: row.skillLabel, short: words.short(row.value) })),
  }));
  const percent = (share: number) => formats(language).percent(share);
  return (width, palette) => ({ kind: 'multiples', input: { panels: drawn, most, palette, width, percent } });
}

export function courseDrawing({ words, language }: Scene, waves: readonly WavePoint[]): Draw {
  const points = waves.map((wave) => ({
    ...wave,
    joined: wave.comparison === 'same',
    short: words.short(wave.value),
  }));
  const percent = (share: number) => formats(language).percent(share);
  return (width, palette) => ({ kind: 'course', input: { points, most: endOf(waves), palette, width, percent } });
}
