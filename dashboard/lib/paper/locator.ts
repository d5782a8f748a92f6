/** A small map that says where a territory lies. */
import type { Territory } from '../../../survey/contract.ts';
import { boundsOf, shapesOf, type Shapes } from '../chart/geometry.ts';
import { outlinesOf, shapesIn, type Frame } from '../explore/frame.ts';
import type { Services } from '../services.ts';
import type { Source } from './source.ts';

/** Outlines as paths, that of the place apart; a place without an outline is a dot among the dots of its level. */
export interface Locator {
  readonly width: number;
  readonly height: number;
  readonly outlines: readonly { readonly path: string; readonly chosen: boolean }[];
  readonly dots: readonly { readonly x: number; readonly y: number; readonly chosen: boolean }[];
  /** around a place too small to be seen */
  readonly ring: { readonly x: number; readonly y: number } | null;
}

const width = 220;
const highest = 190;
const margin = 6;

/** Null where the territory has neither outline nor point. */
export async function locatorOf(
  services: Services,
  source: Source,
  frame: Frame,
  place: Territory,
): Promise<Locator | null> {
  const { level, within } = outlinesOf(frame, place.level);
  const key = `${level} ${within}`;
  const shapes = source.shapes.get(key) ?? (await readShapes(services, frame, level, within));
  source.shapes.set(key, shapes);
  const hasOutline = shapes.features.some(({ id }) => String(id) === place.code && level === place.level);
  if (shapes.features.length === 0 || (!hasOutline && place.point === null)) return null;
  const { height, point } = projection(shapes);
  const peers = hasOutline ? [] : frame.territories.filter((one) => one.level === place.level);
  const own = shapes.features.find(({ id }) => hasOutline && String(id) === place.code);
  return {
    ...{ width, height, ring: own ? ringOf(own, point) : null },
    outlines: shapes.features
      .map(({ id, geometry }) => ({ path: pathOf(geometry, point), chosen: hasOutline && String(id) === place.code }))
      .toSorted((a, b) => Number(a.chosen) - Number(b.chosen)),
    dots: peers
      .flatMap(({ code, point: at }) => (at ? [{ ...point(at), chosen: code === place.code }] : []))
      .toSorted((a, b) => Number(a.chosen) - Number(b.chosen)),
  };
}

async function readShapes({ shapes }: Services, frame: Frame, level: string, within: string): Promise<Shapes> {
  const query = { within: within === '' ? undefined : within, programme: undefined };
  const { text } = await shapes.topojson(level, query);
  return shapesIn(frame, shapesOf(JSON.parse(text) as Parameters<typeof shapesOf>[0]));
}

type Project = (position: readonly number[]) => { readonly x: number; readonly y: number };

const smallest = 14;

function ringOf(shape: Shapes['features'][number], point: Project): Locator['ring'] {
  const [west, south, east, north] = boundsOf({ type: 'FeatureCollection', features: [shape] });
  const [from, to] = [point([west, north]), point([east, south])];
  if (Math.max(to.x - from.x, to.y - from.y) >= smallest) return null;
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
}

/** Mercator, as large as there is room. */
function projection(shapes: Shapes): { readonly height: number; readonly point: Project } {
  const [west, south, east, north] = boundsOf(shapes);
  const up = (latitude: number) => (Math.asinh(Math.tan((latitude * Math.PI) / 180)) * 180) / Math.PI;
  const [across, along] = [east - west, up(north) - up(south)];
  const scale = Math.min((width - 2 * margin) / across, (highest - 2 * margin) / along);
  const left = (width - across * scale) / 2;
  const round = (pixels: number) => Math.round(pixels * 2) / 2;
  return {
    height: Math.round(along * scale + 2 * margin),
    point: ([x = 0, y = 0]) => ({
      x: round((x - west) * scale + left),
      y: round((up(north) - up(y)) * scale + margin),
    }),
  };
}

function pathOf(geometry: Shapes['features'][number]['geometry'], point: Project): string {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  // what falls on the point before it cannot be seen
  const ring = (positions: readonly (readonly number[])[]) => {
    const points = positions.map(point).map(({ x, y }) => `${x},${y}`);
    return `M${points.filter((one, at) => one !== points[at - 1]).join('L')}Z`;
  };
  return polygons.flatMap((rings) => rings.map(ring)).join('');
}
