/** The skills of a view: the ranking, and the heat map of skills by group. */
import { placesOf, writtenPlaces, type Places } from '../chart/order.ts';
import { breaksOf, breaksOfMany, roundUp, type Breaks } from '../chart/scale.ts';
import { byEstimate, isShown, valueOf, type Value } from '../chart/value.ts';
import { topSkills } from './frame.ts';
import { inSentence, labelOf, rowsBy, type Scene } from './scene.ts';

export interface SkillRow {
  readonly key: string;
  readonly label: string;
  readonly value: Value;
  /** that it may have among all rows; null where it has none */
  readonly places: Places | null;
  /** the figure in words, with the name */
  readonly words: string;
  readonly chosen: boolean;
  readonly href: string;
}

/** Rows with the places that each may have among them, told in their words too. */
export function placed<T extends Pick<SkillRow, 'value' | 'words'>>(
  { m }: Pick<Scene, 'm'>,
  rows: readonly T[],
): (T & Pick<SkillRow, 'places'>)[] {
  const found = placesOf(rows.map(({ value }) => value));
  return rows.map((row, at) => {
    const places = found[at] ?? null;
    if (places === null) return { ...row, places };
    return { ...row, places, words: m('explore.placed', { words: row.words, ...told(places) }) };
  });
}

const told = (places: Places) => ({
  places: writtenPlaces(places),
  one: places.from === places.to ? 'yes' : 'no',
});

/** Every skill, most needed first. */
export function skillsOf(scene: Scene): SkillRow[] {
  const { frame, view, figures, language, words, at } = scene;
  const rows = rowsBy(figures.ranking, 'category');
  const all = frame.skills
    .map(({ code: key, label }) => {
      const value = valueOf(rows.get(key));
      const name = label[language];
      const full = `${name}: ${words.full(value)}`;
      return { key, label: name, value, words: full, chosen: key === view.skill, href: at({ skill: key }) };
    })
    .sort((a, b) => byEstimate(a, b) || a.label.localeCompare(b.label, language));
  return placed(scene, all);
}

/** Everybody in the chosen skill's row of the heat map; null where the figure at hand is only about the chosen group. */
export const everybodyOf = ({ held }: Scene, skills: readonly SkillRow[]): SkillRow | null =>
  held.group === '' ? (skills.find((skill) => skill.chosen) ?? null) : null;

/** The first of a ranking, and the chosen one wherever it stands. */
export const topOf = (skills: readonly SkillRow[]): SkillRow[] =>
  skills.filter((skill, place) => place < topSkills || skill.chosen);

/** Where the axis of a ranking ends: a round share above its widest range. */
export function endOf(rows: readonly { readonly value: Value }[]): number {
  const ends = rows.map(({ value }) => value.high ?? value.estimate ?? 0);
  const most = Math.max(0.05, ...ends);
  return Math.min(1, most <= 0.1 ? roundUp(most * 100) / 100 : Math.ceil(most * 10) / 10);
}

export interface HeatRow {
  readonly key: string;
  readonly skill: string;
  readonly group: string;
  readonly skillLabel: string;
  readonly groupLabel: string;
  /** for a narrow column */
  readonly groupShort: string;
  readonly value: Value;
  readonly words: string;
  readonly chosen: boolean;
  readonly href: string;
}

/** A cell for each skill and group, skill by skill; empty when the survey has no groups. */
export function heatOf(scene: Scene, skills: readonly SkillRow[]): HeatRow[] {
  const group = scene.frame.filters.find((one) => one.key === 'group');
  if (!group) return [];
  const { figures, view, words, at, language } = scene;
  const cells = new Map((figures.heat?.rows ?? []).map((row) => [`${row.category} ${row[group.variable]}`, row]));
  return skills.flatMap((skill) =>
    group.choices.map(({ code, short }) => {
      const key = `${skill.key} ${code}`;
      const value = valueOf(cells.get(key));
      const groupLabel = labelOf(scene, group.choices, code);
      const chosen = skill.key === view.skill && code === view.group;
      return {
        ...{ key, skill: skill.key, group: code, skillLabel: skill.label, groupLabel, value, chosen },
        groupShort: short?.[language] ?? groupLabel,
        words: `${skill.label}, ${inSentence(groupLabel)}: ${words.full(value)}`,
        href: at({ skill: skill.key, group: chosen ? '' : code }),
      };
    }),
  );
}

/** Bounds of the classes of the heat map: for the most needed skills of the survey, with room for groups that differ. */
export function breaksOfHeat({ frame: { highest } }: Scene): Breaks {
  if (highest.length === 0) return breaksOf([]);
  return breaksOfMany([Math.min(...highest) / 2, ...highest, Math.min(1, Math.max(...highest) * 1.25)]);
}

/** The chosen skill in every group. */
export const groupsOf = (cells: readonly HeatRow[], skill: string): HeatRow[] =>
  cells.filter((cell) => cell.skill === skill && isShown(cell.value));
