/** The most needed skills in each group: small multiples, all in the same order and on the same scale. */
import { isShown } from '../chart/value.ts';
import { extremesOf } from './finding.ts';
import { inSentence, placeWords, quoted, type Scene } from './scene.ts';
import { endOf, type HeatRow, type SkillRow } from './skills.ts';
import type { Table } from './table.ts';
import { heatTable } from './table.ts';
import { subtitle, type FigureText } from './text.ts';

/** So many skills has each panel. */
export const panelSkills = 5;

export interface GroupPanel {
  readonly key: string;
  readonly title: string;
  /** who was asked the first of its skills; null where that is not told */
  readonly n: number | null;
  readonly chosen: boolean;
  readonly rows: readonly HeatRow[];
}

/** `panels` of the groups that have a figure, and the names of those that have none. */
export interface Panels {
  readonly panels: readonly GroupPanel[];
  readonly silent: readonly string[];
  /** the end of the axis of all panels */
  readonly most: number;
}

/** @param skills  highest first, as the ranking has them */
export function panelsOf(scene: Scene, skills: readonly SkillRow[], cells: readonly HeatRow[]): Panels {
  const keys = skills.slice(0, panelSkills).map(({ key }) => key);
  const groups = [...new Set(cells.map(({ group }) => group))];
  const all = groups.map((key): GroupPanel => {
    const own = cells.filter(({ group }) => group === key);
    const rows = keys.flatMap((skill) => own.filter((cell) => cell.skill === skill));
    const n = rows.find(({ value }) => isShown(value))?.value.n ?? null;
    return { key, title: rows[0]?.groupLabel ?? key, n, chosen: key === scene.view.group, rows };
  });
  const panels = all.filter(({ rows }) => rows.some(({ value }) => isShown(value)));
  const silent = all.filter((one) => !panels.includes(one)).map(({ title }) => inSentence(title));
  return { panels, silent, most: endOf(panels.flatMap(({ rows }) => rows)) };
}

/** The skill that differs most between groups, among all that are shown. */
function widest({ panels }: Panels) {
  const keys = panels[0]?.rows.map(({ skill }) => skill) ?? [];
  const found = keys.flatMap((skill) => {
    const rows = panels.flatMap((panel) => panel.rows.filter((one) => one.skill === skill));
    const ends = extremesOf(rows, keys.length);
    return ends ? [ends] : [];
  });
  const spread = ({ high, low }: (typeof found)[number]) => high.value.estimate - low.value.estimate;
  return found.toSorted((a, b) => spread(b) - spread(a))[0] ?? null;
}

export function panelText(scene: Scene, panels: Panels): FigureText {
  const { m, words } = scene;
  const found = widest(panels);
  const count = panels.panels[0]?.rows.length ?? 0;
  const ends = found && {
    ...{ skill: found.high.skillLabel, high: inSentence(found.high.groupLabel), low: inSentence(found.low.groupLabel) },
    ...{ highRate: words.short(found.high.value), lowRate: words.short(found.low.value) },
  };
  const first = panels.panels[0]?.rows ?? [];
  return {
    title: ends ? m('explore.panels.finding', ends) : m('explore.panels.question', { n: count }),
    subtitle: subtitle(scene, scene.figures.heat, null, placeWords(scene), 'group'),
    summary: m('explore.panels.summary', {
      ...{ n: panels.panels.length, count, silent: panels.silent.length, names: panels.silent.join(', ') },
      skills: first.map(({ skillLabel }) => quoted(scene, skillLabel)).join(', '),
    }),
  };
}

export const panelTable = (scene: Scene, { panels }: Panels): Table =>
  heatTable(
    scene,
    panels.flatMap(({ rows }) => rows),
  );
