/** The part of the needed places that is covered: skills by group, and which groups are served below their share. */
import type { GapRow } from '../../../analytics/contract.ts';
import { isShown, type Value } from '../chart/value.ts';
import { groupName } from '../compare/scene.ts';
import { inSentence, quoted } from '../explore/scene.ts';
import type { Table } from '../explore/table.ts';
import type { FigureText } from '../explore/text.ts';
import { formats } from '../format.ts';
import { aboutWords, assumption } from './about.ts';
import { numbersOf } from './bars.ts';
import { fifths } from './map.ts';
import { covered } from './rank.ts';
import { mostHeat } from './view.ts';
import { places, skillName, stateWords, type Draw, type GapScene } from './scene.ts';

export interface GroupGap {
  readonly key: string;
  readonly skill: string;
  readonly group: string;
  readonly skillLabel: string;
  readonly groupLabel: string;
  readonly groupShort: string;
  readonly row: GapRow;
  readonly value: Value;
  readonly words: string;
  readonly chosen: boolean;
}

/** Nobody of the group wants a place: nothing is to be covered, which is neither zero nor hidden. */
export const isUnneeded = ({ state, needed }: GapRow): boolean => state === 'shown' && needed?.estimate === 0;

/** A cell for each skill and group, skill by skill in the order of the bars. */
export function groupGaps(scene: GapScene, ranked: readonly string[]): GroupGap[] {
  const { told, view } = scene;
  const rows = told.heat?.gap.rows ?? [];
  const dimension = told.dimensions.find(({ name }) => name === told.heat?.gap.group);
  const bySkill = Map.groupBy(rows, ({ skill }) => skill);
  return ranked.flatMap((skill) =>
    (bySkill.get(skill) ?? []).map((row): GroupGap => {
      const group = row.group ?? '';
      const code = `${dimension?.name}:${group}`;
      const groupLabel = groupName(told, code, scene.language);
      const [value, skillLabel] = [covered(row), skillName(scene, skill)];
      const short = dimension?.choices.find((one) => one.code === group)?.short?.[scene.language];
      return {
        ...{
          key: `${skill} ${group}`,
          skill,
          group: code,
          skillLabel,
          groupLabel,
          groupShort: short ?? groupLabel,
          row,
        },
        ...{ value: isUnneeded(row) ? { ...value, state: 'not_asked', estimate: null } : value },
        words: `${skillLabel}, ${inSentence(groupLabel)}: ${coveredWords(scene, row, value)}`,
        chosen: skill === view.skill && code === view.group,
      };
    }),
  );
}

/** Those of the heat map: so many skills, each with all groups. */
export function drawnCells(cells: readonly GroupGap[], chosen: string): GroupGap[] {
  const groups = new Set(cells.map(({ group }) => group)).size;
  const full = [...Map.groupBy(cells, ({ skill }) => skill)].filter(([, own]) => own.length === groups);
  const skills = full.map(([skill]) => skill);
  const drawn = new Set(
    [...new Set([...skills.filter((skill) => skill === chosen), ...skills])].slice(0, mostHeat.rows),
  );
  return cells.filter(({ skill }) => drawn.has(skill));
}

export function coveredWords(scene: GapScene, row: GapRow, value: Value): string {
  const { m, words } = scene;
  if (isUnneeded(row)) return m('supply.heat.unneeded');
  if (!isShown(value) || row.needed === null) return stateWords(scene, row);
  return m('supply.heat.words', {
    ...{ rate: words.rate(value.estimate), range: words.range(value), ranged: value.low === null ? 'no' : 'yes' },
    ...{ needed: places(scene, row.needed.estimate), left: places(scene, row.gap?.estimate ?? 0) },
  });
}

const short = (scene: GapScene, { value, row }: GroupGap): string => {
  if (isUnneeded(row)) return '–';
  return isShown(value) ? formats(scene.language).number(Math.round(value.estimate * 100)) : '';
};

export function heatDrawing(scene: GapScene, cells: readonly GroupGap[]): Draw {
  const unique = (all: readonly { key: string; label: string }[]) => [
    ...new Map(all.map((one) => [one.key, one])).values(),
  ];
  const rows = unique(cells.map(({ skill, skillLabel }) => ({ key: skill, label: skillLabel })));
  const columns = unique(cells.map(({ group, groupShort }) => ({ key: group, label: groupShort })));
  const marks = cells.map((cell) => ({ ...cell, short: short(scene, cell) }));
  return (width, palette) => ({ kind: 'heat', input: { rows, columns, cells: marks, breaks: fifths, palette, width } });
}

/** The groups of the chosen skill, least covered first: for where a heat map has no room. */
export function groupsDrawing(scene: GapScene, cells: readonly GroupGap[]): Draw {
  const { m, words, language } = scene;
  const rows = listedCells(scene, cells).map((cell) => {
    const told = isUnneeded(cell.row) ? m('supply.heat.unneeded') : words.short(cell.value);
    return { ...cell, label: cell.groupLabel, short: told, places: '' };
  });
  const percent = (share: number) => formats(language).percent(share);
  const input = { rows, brackets: [], most: 1, percent, head: '' };
  return (width, palette) => ({ kind: 'ranking', input: { ...input, palette, width } });
}

export const listedCells = ({ view }: GapScene, cells: readonly GroupGap[]): GroupGap[] =>
  cells
    .filter(({ skill }) => skill === view.skill)
    .toSorted((one, other) => (one.value.estimate ?? 2) - (other.value.estimate ?? 2));

export function heatTable(scene: GapScene, cells: readonly GroupGap[]): Table {
  const { m, words, at } = scene;
  const columns = ['wanted', 'needed', 'seats', 'left', 'range', 'covered', 'n'] as const;
  return {
    columns: [
      m('explore.column.skill'),
      m('explore.column.group'),
      ...columns.map((name) => m(`supply.column.${name}`)),
    ],
    names: 2,
    rows: cells.map(({ key, skill, group, skillLabel, groupLabel, row, value, chosen }) => ({
      ...{ key, chosen, href: at({ skill, group: chosen ? '' : group }) },
      cells: [
        ...[skillLabel, groupLabel, ...numbersOf(scene, row)],
        isUnneeded(row) ? m('supply.heat.unneeded') : words.short(value),
        words.count(row.n),
      ],
    })),
  };
}

export function heatText(scene: GapScene, cells: readonly GroupGap[]): FigureText {
  const { m, told, view } = scene;
  const own = cells.filter(({ skill, value }) => skill === view.skill && isShown(value));
  const below = own.filter(({ row }) => row.belowShare === true);
  const skill = quoted(scene, skillName(scene, view.skill));
  const { list } = formats(scene.language);
  const shown = cells.filter(({ value }) => isShown(value)).length;
  const everybody = told.everybody.find((row) => row.skill === view.skill)?.n ?? null;
  return {
    title: m('supply.heat.title', {
      ...{ skill, kind: below.length > 0 && below.length <= 3 ? 'below' : 'question', n: below.length },
      groups: list(below.slice(0, 3).map(({ groupLabel }) => inSentence(groupLabel))),
    }),
    subtitle: [
      m('supply.heat.unit'),
      aboutWords(scene, told.heat?.gap ?? told.bars.gap, everybody),
      assumption(scene),
    ].join(' '),
    summary: m('supply.heat.summary', {
      skill,
      shown,
      all: cells.length,
      below: cells.filter(({ row }) => row.belowShare === true).length,
    }),
  };
}

/** A group with the skills of which it is surely served below its share. */
export interface Flag {
  readonly group: string;
  readonly label: string;
  readonly items: readonly { readonly skill: string; readonly words: string }[];
}

/** Groups with most such skills first; of each the chosen skill, then those with most people without a seat. */
export function flagsOf(scene: GapScene, cells: readonly GroupGap[], everybody: readonly GapRow[]): Flag[] {
  const { m, words, view } = scene;
  const allOf = new Map(everybody.map((row) => [row.skill, covered(row)]));
  const below = cells.filter(({ row }) => row.belowShare === true);
  const item = ({ skill, skillLabel, value, row }: GroupGap) => {
    const all = allOf.get(skill);
    const rates = {
      own: words.short(value),
      all: all && isShown(all) ? words.rate(all.estimate) : '',
      known: all && isShown(all) ? 'yes' : 'no',
    };
    const left = places(scene, row.gap?.estimate ?? 0);
    return { skill, words: m('supply.flag', { skill: quoted(scene, skillLabel), left, ...rates }) };
  };
  const weight = ({ skill, row }: GroupGap) => (skill === view.skill ? Infinity : (row.gap?.estimate ?? 0));
  return [...Map.groupBy(below, ({ group }) => group)]
    .map(([group, own]) => ({
      ...{ group, label: own[0]!.groupLabel },
      items: own.toSorted((one, other) => weight(other) - weight(one)).map(item),
    }))
    .toSorted((one, other) => other.items.length - one.items.length);
}
