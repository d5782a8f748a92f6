/** The figures of the article as files: those of the groups, and those of the levels. */
import { asCsv, asJson, type LabelledRow } from '../explore/download.ts';
import type { File } from '../explore/file.ts';
import type { Scene } from '../explore/scene.ts';
import { groupRows, groupVariable } from './groups.ts';
import type { LevelFigures } from './read.ts';

/** @param name  `groups` or `levels` with `.csv` or `.json`; null for any other, or when there is no figure */
export function skillFile(scene: Scene, levels: LevelFigures | null, name: string): File | null {
  const [chart = '', format = ''] = name.split('.');
  const body = chart === 'groups' ? groupBody(scene, format) : chart === 'levels' ? levelBody(levels, format) : null;
  const survey = scene.figures.map?.survey;
  if (body === null || survey === undefined) return null;
  const type = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json';
  return { name: `${survey}-${scene.view.skill}-${chart}.${format}`, type, body };
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

/** Everybody's rows have no group; each row carries the variable and the identifier of its own figure. */
function levelBody(levels: LevelFigures | null, format: string): string | null {
  if (levels === null) return null;
  const { everybody, groups } = levels;
  const all = [...everybody, ...(groups ?? [])];
  if (format === 'json') return `${JSON.stringify(all, null, 2)}\n`;
  if (format !== 'csv') return null;
  const division = groups?.[0].by[0];
  const rows = all.flatMap(({ variable, figure, rows: own }) =>
    own.map((row): LabelledRow => ({ variable, figure, ...(division && { [division]: null }), ...row })),
  );
  return asCsv(everybody[0], rows);
}
