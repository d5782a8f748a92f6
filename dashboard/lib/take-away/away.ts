/** The ways in which a figure can be taken away. */
import type { EstimateEnvelope, EstimateRow } from '../../../analytics/contract.ts';
import { isShown } from '../chart/value.ts';
import type { ExploredSurvey } from '../explore/read.ts';
import { searchOf, type Scene } from '../explore/scene.ts';
import type { Words } from '../explore/words.ts';
import type { View } from '../filter.ts';
import { inLanguage, inWords } from '../language.ts';
import { lazily } from '../lazy.ts';
import { isChart } from './charts.ts';
import { citedCourse, citedFigure, citedLevels, citedSteps, wordsOfLevels } from './cite.ts';
import { fileFormats, type FileFormat } from './file-formats.ts';
import type { CitedFigure, ToldFigure } from './resolution.ts';

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
  readonly cited: CitedFigure | ToldFigure | null;
  readonly exact: boolean;
  readonly invented: boolean;
  /** the row that is chosen on the page; null where none is */
  readonly chosen: string | null;
  readonly words: Words;
}

/** What a chart gives to be cited. */
function citedIn(...[scene, survey, chart, envelope, , nameOf]: Parameters<typeof awayOf>): CitedFigure | null {
  if (!envelope) return null;
  if (chart === 'levels') return citedLevels(scene, survey, envelope);
  if (chart === 'steps') return citedSteps(scene, survey, envelope);
  if (chart === 'course') return citedCourse(scene, survey, envelope);
  const topic = scene.frame.topics.find(({ key }) => chart === `topic-${key}`);
  if (!topic && !['map', 'ranking', 'heat', 'panels'].includes(chart)) return null;
  return citedFigure(scene, survey, envelope, nameOf, topic);
}

/** The row that the view is about: the wave, the chosen place, group or skill; of a skill in groups its first published one. */
function aboutOf({ area, skill, group }: View, { rows, wave }: CitedFigure): string | null {
  const known = [wave, area, `${skill} ${group}`, skill].find((choice) => rows.some(({ key }) => key === choice));
  const shown = rows.filter(({ value }) => isShown(value));
  return known ?? (shown.find(({ within }) => within?.skill === skill) ?? shown[0])?.key ?? null;
}

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
  // the links of an article lead elsewhere; files and embeds are of the view itself
  const search = searchOf(scene);
  const cited = lazily(() => citedIn(scene, survey, chart, envelope, path, nameOf));
  return {
    name: `${survey.id}-${chart}-${envelope.figure ?? envelope.view}`,
    files: fileFormats.map((format) => ({ format, href: `${path}/${chart}.${format}${search}` })),
    view: `${path}${search}#${chart}`,
    embed:
      envelope.view === 'exact' || !isChart(chart)
        ? null
        : inLanguage(`/embed/explore/${survey.id}/${chart}${search}`, language),
    licence: m('take.licence', { owner: inWords(survey.owner, language) }),
    get chosen() {
      const figure = cited();
      return figure && aboutOf(view, figure);
    },
    ...{ exact: envelope.view === 'exact', invented: survey.synthetic },
    get words() {
      return chart === 'levels' ? wordsOfLevels(scene) : scene.words;
    },
    get cited() {
      return cited();
    },
  };
}
