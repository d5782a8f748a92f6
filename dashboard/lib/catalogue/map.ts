/** The places of the courses that were found, as a map that the server draws and nobody's browser computes. */
import type { CatalogueFrame, Language, ProgrammeSummary } from '../../../survey/contract.ts';
import { flatOf, outlineOf, type Project } from '../chart/flat.ts';
import { shapesOf, type Credit, type Shapes } from '../chart/geometry.ts';
import { labelPlaces, type LabelPlace } from '../chart/label.ts';
import { radiusOf, roundUp } from '../chart/scale.ts';
import type { Services } from '../services.ts';
import type { Choice } from './choose.ts';
import type { CatalogueView } from './view.ts';

const width = 360;
const highest = 420;
/** Radius in pixels of the largest symbol, and how many names are tried. */
const [largest, mostNames] = [22, 8];

/** A place with courses: how many, and the seats that are known to be free. */
export interface MapPlace {
  readonly code: string;
  readonly name: string;
  readonly courses: number;
  readonly free: number;
  readonly x: number;
  readonly y: number;
  readonly r: number;
  /** where its name stands; null where there is no room for it */
  readonly label: LabelPlace | null;
}

export interface CatalogueMap {
  readonly height: number;
  readonly outlines: readonly string[];
  readonly places: readonly MapPlace[];
  /** where somebody lives, and how far they would go, in pixels */
  readonly home: { readonly x: number; readonly y: number; readonly r: number | null } | null;
  /** courses that have no place */
  readonly online: number;
  readonly credit: Credit | null;
}

/** @returns null where the programme's territory has no outlines */
export async function catalogueMap(
  services: Services,
  programme: ProgrammeSummary,
  choices: readonly Choice[],
  view: CatalogueView,
  frame: CatalogueFrame,
  language: Language,
): Promise<CatalogueMap | null> {
  const shapes = await outlinesOf(services, programme);
  if (shapes.features.length === 0) return null;
  const { height, point } = flatOf(shapes, width, highest);
  return {
    height,
    outlines: shapes.features.map(({ geometry }) => outlineOf(geometry, point).path),
    places: marksOf(choices, point, language),
    home: homeOf(view, frame, point),
    online: choices.filter(({ course }) => course.mode === 'online').length,
    credit: shapes.credit ?? null,
  };
}

/** Provinces of the programme's territory, or its countries. */
async function outlinesOf({ shapes }: Services, { territories }: ProgrammeSummary): Promise<Shapes> {
  const { level, codes } = territories;
  const [one] = codes;
  const asked = level === 'country' ? ({ level, within: undefined } as const) : { level: 'province', within: one };
  const { text } = await shapes.topojson(asked.level, { within: asked.within, programme: undefined });
  const found = shapesOf(JSON.parse(text) as Parameters<typeof shapesOf>[0]);
  if (level !== 'country') return found;
  return { ...found, features: found.features.filter(({ id }) => codes.includes(String(id))) };
}

interface Tally {
  readonly name: string;
  readonly point: readonly [number, number];
  readonly courses: Set<string>;
  free: number;
}

function marksOf(choices: readonly Choice[], project: Project, language: Language): MapPlace[] {
  const tallies = tally(choices, language);
  const size = { most: roundUp(Math.max(1, ...[...tallies.values()].map(({ free }) => free))), radius: largest };
  const marks = [...tallies].map(([code, { name, point, courses, free }]) => {
    const [x, y] = project(point);
    return { code, name, courses: courses.size, free, x, y, r: radiusOf(free, size) };
  });
  marks.sort((a, b) => b.r - a.r || a.name.localeCompare(b.name, language));
  const named = marks.map(({ code, name, x, y, r }, at) => ({
    key: code,
    label: at < mostNames ? name : null,
    x,
    y,
    r,
  }));
  const labels = labelPlaces(named, width);
  return marks.map((mark) => ({ ...mark, label: labels.get(mark.code) ?? null }));
}

function tally(choices: readonly Choice[], language: Language): Map<string, Tally> {
  const found = new Map<string, Tally>();
  for (const { course, editions } of choices) {
    for (const { edition } of editions) {
      const { territory, point, placeName, free } = edition;
      if (territory === null || point === null || placeName === null) continue;
      const code = territory.slice(territory.indexOf(':') + 1);
      const known = found.get(code) ?? { name: placeName[language], point, courses: new Set<string>(), free: 0 };
      known.courses.add(course.key);
      known.free += free ?? 0;
      found.set(code, known);
    }
  }
  return found;
}

/** Kilometres of a degree of latitude. */
const ofDegree = 111.2;

function homeOf({ place, within }: CatalogueView, { places, level }: CatalogueFrame, project: Project) {
  const point = level === 'country' ? null : places.find(({ code }) => code === place)?.point;
  if (!point) return null;
  const [x, y] = project(point);
  const [, north] = project([point[0], point[1] + (within ?? 0) / ofDegree]);
  return { x, y, r: within === null ? null : Math.round((y - north) * 10) / 10 };
}
