/** The skill in every group: ranked dots with their ranges. */
import type { EstimateEnvelope } from '../../../analytics/contract.ts';
import { writtenPlaces } from '../chart/order.ts';
import { isRanked } from '../chart/scale.ts';
import { byEstimate, isShown, valueOf } from '../chart/value.ts';
import { rankingDrawing } from '../explore/drawings.ts';
import { extremesOf, unorderedOf } from '../explore/finding.ts';
import type { FilterVariable } from '../explore/frame.ts';
import { inSentence, rowsBy, skillLabel, type Scene } from '../explore/scene.ts';
import { placed, type SkillRow } from '../explore/skills.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { wholeOf } from '../explore/text.ts';
import { baseLine } from './words.ts';

/** The variable that groups are told by; undefined where the survey has none. */
export const groupVariable = ({ frame }: Scene): FilterVariable | undefined =>
  frame.filters.find(({ key }) => key === 'group');

/** Every group, the highest first, those that are too unsure for an order after them. */
export function groupRows(scene: Scene): SkillRow[] {
  const group = groupVariable(scene);
  if (group === undefined) return [];
  const rows = rowsBy(scene.figures.scaleGroups, group.variable);
  const all = group.choices
    .map(({ code: key, label }) => {
      const [value, name] = [valueOf(rows.get(key)), label[scene.language]];
      const words = `${name}: ${scene.words.full(value)}`;
      return { key, label: name, value, words, chosen: false, href: scene.at({ group: key }) };
    })
    .sort((a, b) => Number(isRanked(b.value)) - Number(isRanked(a.value)) || byEstimate(a, b));
  return placed(scene, all);
}

export const groupDrawing = (scene: Scene, rows: readonly SkillRow[]) =>
  rankingDrawing(scene, rows, undefined, isRanked);

export function groupTable({ m, words }: Scene, rows: readonly SkillRow[]): Table {
  return {
    columns: (['group', 'rate', 'range', 'n', 'place'] as const).map((column) => m(`explore.column.${column}`)),
    names: 1,
    rows: rows.map(({ key, label, value, places }) => ({
      ...{ key, href: null, chosen: false },
      cells: [label, words.short(value), words.range(value), words.count(value.n), writtenPlaces(places)],
    })),
  };
}

export function groupText(scene: Scene, rows: readonly SkillRow[]): FigureText {
  const { m, words, unit } = scene;
  const ends = endsOf(scene, rows);
  const skill = skillLabel(scene);
  const shown = rows.filter(({ value }) => isShown(value));
  return {
    title: ends
      ? m('skill.groups.finding', { skill, ...ends })
      : m('skill.groups.question', { skill, ...unorderedOf(rows) }),
    subtitle: `${baseLine(scene, scene.figures.scaleGroups, wholeOf(scene).n)} ${m('skill.groups.overlap', { unit })}`,
    summary: m('skill.groups.summary', {
      ...{ shown: shown.length, all: rows.length, found: ends ? 'yes' : 'no', ...(ends ?? { high: '', low: '' }) },
      ...{ whole: words.full(wholeOf(scene)), known: isShown(wholeOf(scene)) ? 'yes' : 'no' },
    }),
  };
}

/** The groups that differ, if the difference survives. */
export function endsOf({ words }: Scene, rows: readonly SkillRow[]) {
  const found = extremesOf(rows);
  if (found === null) return null;
  const { high, low } = found;
  return {
    ...{ high: inSentence(high.label), low: inSentence(low.label) },
    ...{ highRate: words.short(high.value), lowRate: words.short(low.value) },
  };
}

export const groupEnvelope = ({ figures }: Scene): EstimateEnvelope | undefined => figures.scaleGroups;
