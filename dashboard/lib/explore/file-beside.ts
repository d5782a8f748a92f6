/** What the files of the charts beside map, ranking and heat map hold; a row of another figure carries its own identifier. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { LabelledRow } from './download.ts';
import { levelsOf, stepRowsOf } from './levels.ts';
import { panelsOf } from './panels.ts';
import type { FigureName } from './queries.ts';
import { labelOf, skillLabel, type Scene } from './scene.ts';
import { heatOf, skillsOf, topOf } from './skills.ts';
import { shownTopics, topicRowsOf } from './topics.ts';

type Content = [EstimateEnvelope | undefined, LabelledRow[]];

/** @param chart  `levels`, `steps`, `panels`, `course` or `topic-KEY`; no figure for any other */
export function contentBeside(scene: Scene, chart: string): Content {
  if (chart === 'levels') return levels(scene);
  if (chart === 'steps') return steps(scene);
  if (chart === 'panels') return panels(scene);
  if (chart === 'course') return course(scene);
  return topic(scene, /^topic-(.+)$/.exec(chart)?.[1] ?? '');
}

function levels(scene: Scene): Content {
  const names = levelsOf(scene).flatMap(({ key, label }) =>
    (['now', 'wanted', 'gap'] as const).map((end) => [`${end}:${key}`, label] as [FigureName, string]),
  );
  const rows = names.flatMap(([name, skill]) => rowsOf(scene, name, () => ({ skillLabel: skill })));
  return [scene.figures[names[0]?.[0] ?? 'map'], rows];
}

function steps(scene: Scene): Content {
  const bars = stepRowsOf(scene);
  const rows = bars.flatMap(({ figure, label, parts }) =>
    rowsOf(scene, figure, ({ category }) => ({
      skillLabel: label,
      categoryLabel: parts.find(({ key }) => key === `${figure} ${category}`)?.label ?? '',
    })),
  );
  return [bars[0] && scene.figures[bars[0].figure], rows];
}

function panels(scene: Scene): Content {
  const skills = skillsOf(scene);
  const shown = panelsOf(scene, skills, heatOf(scene, topOf(skills))).panels.flatMap(({ rows }) => rows);
  const group = scene.frame.filters.find(({ key }) => key === 'group')?.variable ?? '';
  const cells = new Map(shown.map((cell) => [cell.key, cell]));
  const found = (scene.figures.heat?.rows ?? []).flatMap((row): LabelledRow[] => {
    const cell = cells.get(`${row.category} ${row[group]}`);
    return cell ? [{ groupLabel: cell.groupLabel, categoryLabel: cell.skillLabel, ...row }] : [];
  });
  return [scene.figures.heat, found];
}

function course(scene: Scene): Content {
  const own = scene.figures.ranking;
  const now = (own?.rows ?? []).filter(({ category }) => category === scene.view.skill);
  const labels = { categoryLabel: skillLabel(scene) };
  const others = Object.values(scene.waves).flatMap(({ survey, wave, snapshot, figure, rows }) =>
    rows.map((row) => ({
      ...{ ...labels, survey, wave, snapshot: snapshot?.id ?? null, takenOn: snapshot?.takenOn ?? null, figure },
      ...row,
    })),
  );
  return [own, [...others, ...now.map((row) => ({ ...labels, ...row }))]];
}

function topic(scene: Scene, key: string): Content {
  const found = shownTopics(scene).find((one) => one.key === key);
  if (!found) return [undefined, []];
  const order = topicRowsOf(scene, found).map((row) => row.key);
  const rows = rowsOf(scene, `topic:${key}`, ({ category }) => ({
    categoryLabel: labelOf(scene, found.choices, category ?? ''),
  }));
  const place = ({ category }: LabelledRow) => order.indexOf(String(category));
  return [scene.figures[`topic:${key}`], rows.toSorted((a, b) => place(a) - place(b))];
}

function rowsOf(
  { figures }: Scene,
  name: FigureName,
  labels: (row: EstimateRow) => Readonly<Record<string, string>>,
): LabelledRow[] {
  const envelope = figures[name];
  if (!envelope) return [];
  const { figure, variable, statistic } = envelope;
  return envelope.rows.map((row) => ({ ...labels(row), variable, statistic, figure, ...row }));
}
