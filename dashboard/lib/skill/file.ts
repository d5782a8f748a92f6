/** The figures of the article as files: those of the groups, and those of the levels. */
import { asCsv, asJson, type LabelledRow } from '../explore/download.ts';
import type { File } from '../explore/file.ts';
import type { Scene } from '../explore/scene.ts';
import { groupRows, groupVariable } from './groups.ts';
import type { LevelFigures } from './read.ts';

/** @param name  `groups`, `levels` or `gaps` with `.csv` or `.json`; null for any other, or when there is no figure */
export function skillFile(scene: Scene, levels: LevelFigures | null, name: string): File | null {
  const [chart = '', format = ''] = name.split('.');
  const body = bodyOf(scene, levels, chart, format);
  const survey = scene.figures.map?.survey;
  if (body === null || survey === undefined) return null;
  const type = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json';
  return { name: `${survey}-${scene.view.skill}-${chart}.${format}`, type, body };
}

function bodyOf(scene: Scene, levels: LevelFigures | null, chart: string, format: string): string | null {
  if (chart === 'groups') return groupBody(scene, format);
  if (levels === null || (chart !== 'levels' && chart !== 'gaps')) return null;
  return levelBody(levels.everybody, chart === 'levels' ? levels.groups : levels.places, format);
}

function groupBody(scene: Scene, format: string): string | null {
  const [envelope, group] = [scene.figures.scaleGroups, groupVariable(scene)];
  if (envelope === undefined || group === undefined) return null;
  const labels = new Map(groupRows(scene).map(({ key, label }) => [key, label]));
  const rows = envelope.rows.map((row): LabelledRow => ({
    groupLabel: labels.get(String(row[group.variable])) ?? '',
    ...row,
  }));
  if (format === 'csv') return asCsv(envelope, rows);
  return format === 'json' ? asJson(envelope, rows) : null;
}

/** Everybody's rows have no group, and no place; each row carries the variable and the identifier of its own figure. */
function levelBody(
  everybody: LevelFigures['everybody'],
  divided: LevelFigures['groups'],
  format: string,
): string | null {
  const all = [...everybody, ...(divided ?? [])];
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`;
  if (format !== 'csv') return null;
  const division = divided?.[0].by[0]?.split(':')[0];
  const rows = all.flatMap(({ variable, figure, rows: own }) =>
    own.map((row): LabelledRow => ({ variable, figure, ...(division && { [division]: null }), ...row })),
  );
  return asCsv(everybody[0], rows);
}
