/** A figure as a workbook: its table, and what one must know to read it. */
import type { EstimateEnvelope, FileBook } from '../../../analytics/contract.ts';
import type { LabelledRow } from '../explore/download.ts';
import { originOf } from '../explore/origin.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import type { Scene } from '../explore/scene.ts';
import { formats } from '../format.ts';
import { inLanguage } from '../language.ts';
import { baseOf } from './cite.ts';
import { fileTable } from './table.ts';

/** @param site  the address of the service */
export function bookOf(
  scene: Scene,
  survey: ExploredSurvey,
  chart: string,
  envelope: EstimateEnvelope,
  rows: readonly LabelledRow[],
  site: string,
): FileBook {
  const { m } = scene;
  const table = fileTable(scene, rows, envelope);
  return {
    table: { name: m('file.sheet.values'), ...table },
    about: { name: m('file.sheet.about'), lines: linesOf(scene, survey, chart, envelope, site) },
  };
}

function linesOf(scene: Scene, survey: ExploredSurvey, chart: string, envelope: EstimateEnvelope, site: string) {
  const { m, language } = scene;
  const { snapshot, figure, n, wave, interval, k, weights, view } = envelope;
  const { day, count } = formats(language);
  const path = inLanguage(`/explore/${survey.id}`, language);
  const { source, away } = originOf(scene, survey, chart as Parameters<typeof originOf>[2], envelope, path, null);
  const link = (address: string) => new URL(inLanguage(address, language), site).href;
  const isExact = view === 'exact';
  return [
    [
      m('file.about.read'),
      `${m('file.about.readText', { unit: scene.unit })}${isExact ? ` ${m('take.exact')}` : ''}${survey.synthetic ? ` ${m('shell.synthetic')}` : ''}`,
    ],
    [m('file.about.empty'), m('file.about.emptyText', { state: m('file.column.state') })],
    [m('file.about.source'), source],
    [m('file.about.view'), away ? new URL(away.view, site).href : ''],
    [m('file.about.query'), queryOf(envelope)],
    [m('file.about.base'), baseOf(scene, envelope)],
    [m('file.about.n'), n === null ? '–' : count(n)],
    [m('file.about.period'), wave],
    [m('file.about.snapshot'), snapshot ? `${snapshot.id}, ${day(snapshot.takenOn)}` : '–'],
    [m('file.about.interval'), m('file.about.intervalText', { interval })],
    [m('file.about.weights'), weights.version === null ? weights.kind : `${weights.kind} ${weights.version}`],
    ...(isExact ? [] : [[m('file.about.k'), m('file.about.kText', { k })] as const]),
    [m('file.about.figure'), figure === null ? '–' : `${figure} ${link(`/figure/${figure}`)}`],
    [m('file.about.method'), link(`/survey/${survey.id}/method`)],
    [m('file.about.licence'), away?.licence ?? ''],
  ] as const;
}

/** As the API is asked. */
function queryOf({ survey, variable, statistic, by, where, base, view }: EstimateEnvelope): string {
  const filters = Object.entries(where).map(([dimension, codes]) => `${dimension}:${codes.join(',')}`);
  const asked = { variable, statistic, by: by.join(','), where: filters.join(';'), base, view };
  const told = Object.entries(asked).filter(([, value]) => value !== '');
  return `/api/surveys/${survey}/estimates?${new URLSearchParams(told)}`;
}
