/** A small map: the view that the page of the data opens with, drawn on the server. */
import { flatOf, outlineOf, type Outline, type Project } from '../chart/flat.ts';
import { shapesOf, type Credit, type Shapes } from '../chart/geometry.ts';
import { certaintyOf, classOf, radiusOf, roundUp, type Breaks } from '../chart/scale.ts';
import { isShown, type Value } from '../chart/value.ts';
import { namesOf, outlinesOf, shapesIn, vocabularyOf, type Frame } from '../explore/frame.ts';
import { breaksOfSkill, placesOf, type PlaceRow } from '../explore/places.ts';
import { queriesOf } from '../explore/queries.ts';
import { readFigures, readSurvey, type ExploredSurvey } from '../explore/read.ts';
import { sceneOf, type Scene } from '../explore/scene.ts';
import { mapText, type FigureText } from '../explore/text.ts';
import { parseView } from '../filter.ts';
import type { Messages } from '../messages.ts';
import type { Services } from '../services.ts';
import { explain, type Explained } from '../explain/explain.ts';
import { thermometerWords, type ThermometerWords } from '../explain/thermometer.ts';
import { exampleName } from '../explore/example.ts';
import type { Language, SurveySummary } from '../../../survey/contract.ts';

const width = 360;
/** A long territory is drawn narrower rather than higher than this. */
const highest = 420;
/** Radius in pixels of the largest symbol. */
const largest = 26;
const needed = ['map', 'whole', 'scaleAreas', 'scaleGroups'];

/**
 * A place of the map: a shape by its path, or a circle. `place` is the class of its colour, 0 to 4, or null where
 * nothing is published; `certainty` as in every chart, 0 the surest.
 */
export interface Mark {
  readonly key: string;
  readonly name: string;
  readonly words: string;
  readonly short: string;
  readonly path: string | null;
  /** where the circle stands, or the figure of a shape */
  readonly x: number;
  readonly y: number;
  readonly r: number;
  readonly place: number | null;
  readonly certainty: number;
}

export interface PromiseMap {
  readonly survey: Pick<ExploredSurvey, 'id' | 'title' | 'wave' | 'state' | 'responses' | 'unit'>;
  /** the day of the snapshot; null before the first */
  readonly takenOn: string | null;
  readonly text: FigureText;
  readonly skill: string;
  readonly height: number;
  readonly outlines: readonly string[];
  readonly marks: readonly Mark[];
  readonly explained: Explained | null;
  readonly thermometer: ThermometerWords;
  /** of outlines that were imported */
  readonly credit: Credit | null;
}

/**
 * The map of the survey that most have answered, among those that have one; null when none asks for needs, or its
 * territory has no shapes.
 */
export async function promiseMap(
  services: Services,
  surveys: readonly SurveySummary[],
  language: Language,
  m: Messages,
): Promise<PromiseMap | null> {
  const found = firstWithFrame(
    services,
    surveys.toSorted((a, b) => b.responses - a.responses),
  );
  if (!found?.frame) return null;
  const { survey, frame } = found;
  const scene = openingScene(services, survey, frame, language, m);
  const { level, within, programme } = outlinesOf(frame, scene.level);
  const query = { within: within === '' ? undefined : within, programme: programme ?? undefined };
  const { text } = await services.shapes.topojson(level, query);
  const shapes = shapesIn(frame, shapesOf(JSON.parse(text) as Parameters<typeof shapesOf>[0]));
  if (shapes.features.length === 0) return null;
  return { ...drawn(scene, survey, shapes), ...(await toldOf(services, scene, survey)), credit: shapes.credit ?? null };
}

/** How the map was computed, and how far those who answered are from the population. */
async function toldOf({ analytics }: Services, scene: Scene, survey: ExploredSurvey) {
  const { m, language, unit, figures } = scene;
  return {
    explained: figures.map ? explain(figures.map, { m, language, unit, nameOf: exampleName(scene) }) : null,
    thermometer: thermometerWords(await analytics.thermometer(survey.id), language, m),
  };
}

function firstWithFrame(services: Services, surveys: readonly { readonly id: string }[]) {
  for (const { id } of surveys) {
    const read = readSurvey(services, id);
    if (read.frame !== null) return read;
  }
  return null;
}

function openingScene(services: Services, survey: ExploredSurvey, frame: Frame, language: Language, m: Messages) {
  const { view } = parseView(new URLSearchParams(), vocabularyOf(frame));
  const queries = queriesOf(view, namesOf(frame)).filter(([name]) => needed.includes(name));
  const figures = readFigures(services, survey.id, queries);
  return sceneOf({ frame, view, figures, waves: {}, language, m, unit: survey.unit });
}

function drawn(
  scene: Scene,
  survey: ExploredSurvey,
  shapes: Shapes,
): Omit<PromiseMap, 'explained' | 'thermometer' | 'credit'> {
  const { id, title, wave, state, responses, unit } = survey;
  const places = placesOf(scene);
  const project = flatOf(shapes, width, highest);
  const skill = scene.frame.skills.find((one) => one.code === scene.view.skill);
  const outlines = new Map(
    shapes.features.map(({ id: code, geometry }) => [String(code), outlineOf(geometry, project.point)]),
  );
  const marks = marksOf(scene, places, outlines, project.point);
  // a filled shape needs no outline under it
  const covered = new Set(marks.flatMap(({ key, path, place }) => (path !== null && place !== null ? [key] : [])));
  return {
    survey: { id, title, wave, state, responses, unit },
    takenOn: scene.figures.map?.snapshot?.takenOn ?? null,
    text: mapText(scene, places),
    skill: skill?.label[scene.language] ?? scene.view.skill,
    height: project.height,
    outlines: [...outlines].flatMap(([code, { path }]) => (covered.has(code) ? [] : [path])),
    marks,
  };
}

/** Shapes at the levels that have them, circles at the others; the largest circle lies lowest. */
function marksOf(
  scene: Scene,
  places: readonly PlaceRow[],
  outlines: ReadonlyMap<string, Outline>,
  point: Project,
): Mark[] {
  const shaped = outlinesOf(scene.frame, scene.level).level === scene.level;
  const breaks = breaksOfSkill(scene);
  const size = { most: roundUp(Math.max(1, ...places.map(({ value }) => value.n ?? 0))), radius: largest };
  const marks = places.flatMap(({ key, name, words, value, point: at }): Mark[] => {
    const outline = shaped ? outlines.get(key) : undefined;
    const middle = shaped ? outline?.middle : at && point(at);
    if (!middle) return [];
    const [[x, y], path] = [middle, outline?.path ?? null];
    const r = radiusOf(value.n ?? 0, size);
    return [{ key, name, words, short: scene.words.short(value), path, x, y, r, ...classed(value, breaks) }];
  });
  return marks.sort((a, b) => b.r - a.r);
}

const classed = (value: Value, breaks: Breaks) => ({
  place: isShown(value) ? classOf(value.estimate, breaks) : null,
  certainty: isShown(value) ? certaintyOf(value) : 0,
});
