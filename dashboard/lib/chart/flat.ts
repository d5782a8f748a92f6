/** Outlines and points as pixels of a drawing of a fixed width: for maps that the server draws. */
import { boundsOf, middleOf, type Shapes } from './geometry.ts';

export type Project = (position: readonly number[]) => readonly [x: number, y: number];

export interface Flat {
  readonly height: number;
  readonly point: Project;
}

const margin = 12;

/** Mercator, so that the shapes fill the width or the height. */
export function flatOf(shapes: Shapes, width: number, highest: number): Flat {
  const [west, south, east, north] = boundsOf(shapes);
  const up = (latitude: number) => (Math.asinh(Math.tan((latitude * Math.PI) / 180)) * 180) / Math.PI;
  const [across, along] = [east - west, up(north) - up(south)];
  const scale = Math.min((width - 2 * margin) / across, (highest - 2 * margin) / along);
  const left = (width - across * scale) / 2;
  const round = (pixels: number) => Math.round(pixels * 10) / 10;
  return {
    height: Math.round(along * scale + 2 * margin),
    point: ([x = 0, y = 0]) => [round((x - west) * scale + left), round((up(north) - up(y)) * scale + margin)],
  };
}

type Geometry = Shapes['features'][number]['geometry'];

/** `middle`: where the figure of a shape stands. */
export interface Outline {
  readonly path: string;
  readonly middle: ReturnType<Project>;
}

export function outlineOf(geometry: Geometry, point: Project): Outline {
  const [x, y] = middleOf(geometry, point);
  return { path: pathOf(geometry, point), middle: [Math.round(x), Math.round(y)] };
}

function pathOf(geometry: Geometry, point: Project): string {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  const ring = (positions: readonly (readonly number[])[]) => `M${thinned(positions.map(point)).join('L')}Z`;
  return polygons.flatMap((rings) => rings.map(ring)).join('');
}

/** Without the points that lie less than a pixel from the one before: nobody sees them, and the page is shorter. */
function thinned(points: readonly ReturnType<Project>[]): ReturnType<Project>[] {
  return points.reduce<ReturnType<Project>[]>((kept, [x, y]) => {
    const [beforeX, beforeY] = kept.at(-1) ?? [Infinity, Infinity];
    return Math.hypot(x - beforeX, y - beforeY) < 1 ? kept : [...kept, [x, y]];
  }, []);
}
