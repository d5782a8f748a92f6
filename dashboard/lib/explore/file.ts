/** The figures of a chart as a file, exactly those that its table shows. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import { asCsv, asJson, type LabelledRow } from './download.ts';
import { contentBeside } from './file-beside.ts';
import { withBase } from './file-base.ts';
import { placesOf } from './places.ts';
import { skillLabel, type Scene } from './scene.ts';
import { heatOf, skillsOf, topOf } from './skills.ts';

export interface File {
  readonly name: string;
  readonly type: string;
  readonly body: string;
}

/** @param name  of a chart, with `.csv` or `.json`; null for any other, or when there is no figure */
export function fileOf(scene: Scene, name: string): File | null {
  const [chart = '', format] = name.split('.');
  const [envelope, rows] = content(scene, chart);
  if (!envelope || (format !== 'csv' && format !== 'json')) return null;
  const body = format === 'csv' ? asCsv(envelope, rows) : asJson(envelope, rows);
  const type = format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json';
  return { name: `${envelope.survey}-${chart}-${envelope.figure ?? 'none'}.${format}`, type, body };
}

/** A figure and its rows in the order of its table, with the words for their codes; undefined where there is none. */
export function content(scene: Scene, chart: string): [EstimateEnvelope | undefined, LabelledRow[]] {
  const [envelope, rows] = contentOf(scene, chart);
  return [envelope, envelope ? rows.map((row) => withBase(scene, envelope, row)) : []];
}

function contentOf(scene: Scene, chart: string): [EstimateEnvelope | undefined, LabelledRow[]] {
  const { figures } = scene;
  if (chart === 'map') return [figures.map, mapRows(scene)];
  if (chart === 'ranking') return [figures.ranking, rankingRows(scene)];
  if (chart === 'heat') return [figures.heat, heatRows(scene)];
  return contentBeside(scene, chart);
}

function mapRows(scene: Scene): LabelledRow[] {
  const find = finder(scene.figures.map, (row) => String(row[scene.frame.territory]));
  const categoryLabel = skillLabel(scene);
  return placesOf(scene).flatMap(({ key, name: territoryLabel }) => find(key, { territoryLabel, categoryLabel }));
}

function rankingRows(scene: Scene): LabelledRow[] {
  const find = finder(scene.figures.ranking, (row) => String(row.category));
  return skillsOf(scene).flatMap(({ key, label: categoryLabel }) => find(key, { categoryLabel }));
}

function heatRows(scene: Scene): LabelledRow[] {
  const group = scene.frame.filters.find((one) => one.key === 'group')?.variable ?? '';
  const find = finder(scene.figures.heat, (row) => `${row.category} ${row[group]}`);
  return heatOf(scene, topOf(skillsOf(scene))).flatMap(({ key, skillLabel: categoryLabel, groupLabel }) =>
    find(key, { groupLabel, categoryLabel }),
  );
}

function finder(envelope: EstimateEnvelope | undefined, keyOf: (row: EstimateRow) => string) {
  const rows = new Map((envelope?.rows ?? []).map((row) => [keyOf(row), row]));
  return (key: string, labels: Readonly<Record<string, string>>): LabelledRow[] => {
    const row = rows.get(key);
    return row ? [{ ...labels, ...row }] : [];
  };
}
