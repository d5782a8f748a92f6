/** The ground of a plan's map: outlines, and the places on which an edition can be put. Drawn on the server. */
import { flatOf, outlineOf, type Project } from '../chart/flat.ts';
import { aroundPoints, shapesOf, type Credit, type Shapes, type ShapeTopology } from '../chart/geometry.ts';
import { outlinesOf, shapesIn } from '../explore/frame.ts';
import { readSurvey } from '../explore/read.ts';
import type { Language } from '../../../survey/contract.ts';
import type { Services } from '../services.ts';

/** A place with a middle; `x` and `y` in pixels of the drawing. */
export interface GroundPlace {
  /** `level:code` */
  readonly key: string;
  readonly name: string;
  readonly x: number;
  readonly y: number;
  /** what it lies in, `level:code` */
  readonly around: readonly string[];
}

export interface Ground {
  readonly height: number;
  /** pixels of a kilometre */
  readonly perKm: number;
  readonly outlines: readonly string[];
  readonly places: readonly GroundPlace[];
  readonly credit: Credit | null;
}

/** Pixels of the drawing; the page's own measure. */
const width = 360;
const highest = 420;

/** Null where the programme has no place with a middle. */
export async function groundOf(services: Services, survey: string, language: Language): Promise<Ground | null> {
  const placed = services.survey.territories(survey).filter(({ level, point }) => level === 'municipality' && point);
  const around = aroundPoints(placed.map(({ point }) => point!));
  if (around === null) return null;
  const shapes = await outlinesFor(services, survey);
  const project = flatOf(shapes.features.length > 0 ? shapes : around, width, highest);
  return {
    ...{ height: project.height, perKm: perKm(project.point, placed[0]!.point!) },
    outlines: shapes.features.map(({ geometry }) => outlineOf(geometry, project.point).path),
    places: placed.map(({ level, code, name, point, province, area }) => {
      const [x, y] = project.point(point!);
      const around = [area && `area:${area}`, province && `province:${province}`].filter((one) => one !== null);
      return { key: `${level}:${code}`, name: name[language], x, y, around };
    }),
    credit: shapes.credit ?? null,
  };
}

/** A degree of latitude is about 111 km everywhere. */
function perKm(point: Project, [x, y]: readonly [number, number]): number {
  return Math.abs(point([x, y + 0.5])[1] - point([x, y - 0.5])[1]) / 111;
}

async function outlinesFor(services: Services, survey: string): Promise<Shapes> {
  const { frame } = readSurvey(services, survey);
  if (frame === null) return { type: 'FeatureCollection', features: [] };
  const { level, within, programme } = outlinesOf(frame, 'municipality');
  const query = { within: within === '' ? undefined : within, programme: programme ?? undefined };
  const { text } = await services.shapes.topojson(level, query);
  return shapesIn(frame, shapesOf(JSON.parse(text) as ShapeTopology));
}

const headings: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ...{ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] },
};

/** The closest place in the direction of an arrow, further aside counting twice; null for another key and at the edge. */
export function nextPlace(places: readonly GroundPlace[], from: string, key: string): string | null {
  const heading = headings[key];
  if (!heading) return null;
  const here = places.find((one) => one.key === from);
  if (!here) return places[0]?.key ?? null;
  const ahead = places.flatMap((one) => {
    const [dx, dy] = [one.x - here.x, one.y - here.y];
    const on = dx * heading[0] + dy * heading[1];
    const aside = Math.abs(dx * heading[1] - dy * heading[0]);
    return on > 0.5 && aside <= 2 * on ? [{ key: one.key, away: on + 2 * aside }] : [];
  });
  return ahead.sort((one, other) => one.away - other.away)[0]?.key ?? null;
}
