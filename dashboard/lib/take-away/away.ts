/** The ways in which a figure can be taken away. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import type { Scene } from '../explore/scene.ts';
import type { Words } from '../explore/words.ts';
import { inLanguage, inWords } from '../language.ts';
import { isChart } from './charts.ts';
import { citedCourse, citedFigure } from './cite.ts';
import type { CitedFigure } from './resolution.ts';

export const fileFormats = ['csv', 'xlsx', 'arrow', 'json'] as const;
export type FileFormat = (typeof fileFormats)[number];
export const formatNames: Readonly<Record<FileFormat, string>> = {
  csv: 'CSV',
  xlsx: 'XLSX (Excel)',
  arrow: 'Arrow',
  json: 'JSON',
};

/**
 * - `name`: of a file, without what tells its kind
 * - `view`: the address of this view, at the figure
 * - `embed`: the address of the page of this figure alone; null where it has none, as for what is not published
 * - `licence`: who says what may be done with it
 * - `cited`: for the sentence of a resolution; null where its rows are no shares of one figure
 * - `exact`: not published; `invented`: of no real person
 */
export interface Away {
  readonly name: string;
  readonly files: readonly { readonly format: FileFormat; readonly href: string }[];
  readonly view: string;
  readonly embed: string | null;
  readonly licence: string;
  readonly cited: CitedFigure | null;
  readonly exact: boolean;
  readonly invented: boolean;
  /** the row that is chosen on the page; null where none is */
  readonly chosen: string | null;
  readonly words: Words;
}

/** Charts whose rows are shares of one figure; levels are means. */
const isCitable = (chart: string): boolean =>
  ['map', 'ranking', 'heat', 'panels'].includes(chart) || chart.startsWith('topic-');

/**
 * @param path  the address of the explore page without its query
 * @param nameOf  what a row is about
 */
export function awayOf(
  scene: Scene,
  survey: ExploredSurvey,
  chart: string,
  envelope: EstimateEnvelope | undefined,
  path: string,
  nameOf: (row: EstimateRow) => string,
): Away | null {
  if (!envelope) return null;
  const { m, language, view } = scene;
  const search = scene.at({});
  const cited = citedIn(scene, survey, chart, envelope, nameOf);
  const choices = [chart === 'course' ? envelope.wave : '', view.area, `${view.skill} ${view.group}`, view.skill];
  return {
    name: `${survey.id}-${chart}-${envelope.figure ?? envelope.view}`,
    files: fileFormats.map((format) => ({ format, href: `${path}/${chart}.${format}${search}` })),
    view: `${path}${search}#${chart}`,
    embed:
      envelope.view === 'exact' || !isChart(chart)
        ? null
        : inLanguage(`/embed/explore/${survey.id}/${chart}${search}`, language),
    licence: m('take.licence', { owner: inWords(survey.owner, language) }),
    chosen: choices.find((choice) => cited?.rows.some(({ key }) => key === choice)) ?? null,
    ...{ exact: envelope.view === 'exact', invented: survey.synthetic },
    words: scene.words,
    cited,
  };
}

function citedIn(
  scene: Scene,
  survey: ExploredSurvey,
  chart: string,
  envelope: EstimateEnvelope,
  nameOf: (row: EstimateRow) => string,
): CitedFigure | null {
  if (chart === 'course') return citedCourse(scene, survey, envelope);
  return isCitable(chart) ? citedFigure(scene, survey, envelope, nameOf) : null;
}
