import type { FeatureCollection, Geometry, Position } from 'geojson';
import { feature, type Topology } from '../../../data/topology.ts';

/** Whom to credit for outlines that were imported, and the year that they are of. */
export interface Credit {
  readonly source: string;
  readonly vintage: string;
}

/** Outlines of territories; the `id` of a feature is the territory's code. */
export interface Shapes extends FeatureCollection<Geometry, unknown> {
  readonly credit?: Credit | undefined;
}

/** A topology as the service sends it. */
export type ShapeTopology = Topology & Partial<Credit> & { readonly official?: boolean };

/** The outlines of the only, or first, object of a topology; its points are left out. */
export function shapesOf(topology: ShapeTopology): Shapes {
  const [first] = Object.values(topology.objects);
  if (first === undefined) return { type: 'FeatureCollection', features: [] };
  const found = feature(topology, first);
  const features = found.type === 'FeatureCollection' ? found.features : [found];
  const { official = false, source = '', vintage = '' } = topology;
  return {
    type: 'FeatureCollection',
    features: features.filter(({ geometry }) => /Polygon$/.test(geometry?.type ?? '')),
    credit: official ? { source, vintage } : undefined,
  };
}

/** The codes of outlines of places that the list of territories does not have: they have no figures. */
export function unlistedIn({ features }: Shapes): string[] {
  const isUnlisted = (properties: unknown) => (properties as { unlisted?: boolean } | null)?.unlisted === true;
  return features.filter(({ properties }) => isUnlisted(properties)).map(({ id }) => String(id));
}

/** The outlines of some territories. */
export const shapesAmong = (shapes: Shapes, codes: readonly string[]): Shapes => ({
  ...shapes,
  features: shapes.features.filter(({ id }) => codes.includes(String(id))),
});

/** Shapes as lines, which the edge of a map cuts without drawing along it. */
export const bordersOf = (shapes: Shapes): Shapes => ({
  ...shapes,
  features: shapes.features.map((one) => ({
    ...one,
    geometry: { type: 'MultiLineString', coordinates: ringsOf(one.geometry) },
  })),
});

function ringsOf(geometry: Geometry): Position[][] {
  if (geometry.type === 'Polygon') return geometry.coordinates;
  return geometry.type === 'MultiPolygon' ? geometry.coordinates.flat() : [];
}

/** Degrees that a map shows around points. */
const around = 0.06;

/** The room around points, as a shape that draws nothing; null where there is none. */
export function aroundPoints(points: readonly (readonly [number, number])[]): Shapes | null {
  if (points.length === 0) return null;
  const corners = points.flatMap(([x, y]) => [
    [x - around, y - around],
    [x + around, y + around],
  ]);
  const geometry: Geometry = { type: 'MultiPoint', coordinates: corners };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
}

type Box = [west: number, south: number, east: number, north: number];

const boxes = new WeakMap<Shapes, Box>();

/** [west, south, east, north] in degrees; the whole world when there is no shape. Looked for once each. */
export function boundsOf(shapes: Shapes): Box {
  const known = boxes.get(shapes) ?? findBounds(shapes);
  boxes.set(shapes, known);
  return known;
}

function findBounds(shapes: Shapes): Box {
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
  if (geometry.type === 'MultiPoint') return geometry.coordinates;
  return [];
}
