import type { FeatureCollection, Geometry, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { Topology } from 'topojson-specification';

/** Shapes of territories; the `id` of a feature is the territory's code. */
export type Shapes = FeatureCollection<Geometry, unknown>;

/** The shapes of the only, or first, object of a topology. */
export function shapesOf(topology: Topology): Shapes {
  const [first] = Object.values(topology.objects);
  if (first === undefined) return { type: 'FeatureCollection', features: [] };
  const found = feature(topology, first);
  return found.type === 'FeatureCollection' ? found : { type: 'FeatureCollection', features: [found] };
}

/** [west, south, east, north] in degrees; the whole world when there is no shape. */
export function boundsOf(shapes: Shapes): [number, number, number, number] {
  const all = shapes.features.flatMap(({ geometry }) => positionsOf(geometry));
  if (all.length === 0) return [-180, -60, 180, 80];
  return all.reduce<[number, number, number, number]>(
    ([west, south, east, north], [x = 0, y = 0]) => [
      Math.min(west, x),
      Math.min(south, y),
      Math.max(east, x),
      Math.max(north, y),
    ],
    [Infinity, Infinity, -Infinity, -Infinity],
  );
}

/** The area of a shape where its positions are projected, in square pixels; holes count as if they were filled. */
export function areaOf(geometry: Geometry, project: (point: [number, number]) => [number, number]): number {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  return polygons.reduce((sum, [ring = []]) => sum + ringArea(ring.map(([x = 0, y = 0]) => project([x, y]))), 0);
}

type Point = readonly [x: number, y: number];

/** The centre of the largest part of a shape where its positions are projected: a place for a word. */
export function middleOf(geometry: Geometry, project: (point: Position) => Point): Point {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : [];
  const rings = polygons.map(([ring = []]) => ring.map((one) => project(one)));
  const [largest = []] = rings.toSorted((a, b) => ringArea(b) - ringArea(a));
  return ringMiddle(largest);
}

/** Centroid of a polygon (the shoelace formula). */
function ringMiddle(ring: readonly Point[]): Point {
  const [twice, sumX, sumY] = ring.reduce<readonly [number, number, number]>(
    ([area, acrossX, acrossY], [x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
      const cross = x * nextY - nextX * y;
      return [area + cross, acrossX + (x + nextX) * cross, acrossY + (y + nextY) * cross];
    },
    [0, 0, 0],
  );
  return twice === 0 ? (ring[0] ?? [0, 0]) : [sumX / (3 * twice), sumY / (3 * twice)];
}

function ringArea(ring: readonly (readonly [number, number])[]): number {
  const twice = ring.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = ring[(at + 1) % ring.length] ?? [x, y];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(twice) / 2;
}

function positionsOf(geometry: Geometry): Position[] {
  if (geometry.type === 'Polygon') return geometry.coordinates.flat();
  if (geometry.type === 'MultiPolygon') return geometry.coordinates.flat(2);
  return [];
}
