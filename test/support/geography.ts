import { existsSync, readFileSync } from 'node:fs';
import { geoArea } from 'd3-geo';
import { feature } from 'topojson-client';
import type { Feature, Geometry, MultiPolygon, Polygon } from 'geojson';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** Official boundaries for checking, beside the repository; they are not part of the product. */
const reference = new URL('../../../shared/geo/', import.meta.url);

export type NamedTopology = Topology<Record<string, GeometryCollection<{ name?: string; [key: string]: unknown }>>>;
export type Shape = Feature<Polygon | MultiPolygon, { name?: string; [key: string]: unknown }>;

export const hasReference = (file: string): boolean => existsSync(new URL(file, reference));

export function readReference(file: string): NamedTopology {
  return JSON.parse(readFileSync(new URL(file, reference), 'utf8')) as NamedTopology;
}

/** A file of `data/geography`. */
export function geographyText(file: string): string {
  return readFileSync(new URL(`../../data/geography/${file}`, import.meta.url), 'utf8');
}

/** The polygons of one object of a topology, by code. */
export function shapesOf(topology: NamedTopology, object: string): Map<string, Shape> {
  const collection = topology.objects[object];
  if (!collection) throw new Error(`no object ${object}`);
  return new Map(feature(topology, collection).features.map((one) => [String(one.id), one as Shape]));
}

const earthRadius = 6371.0088; // km, mean

/** Square kilometres on the globe; more than half of it when a ring is wound the wrong way. */
export const squareKilometres = (shape: Feature<Geometry>): number => geoArea(shape) * earthRadius ** 2;

/** The value, which must be there. */
export function present<T>(value: T | null | undefined): T {
  if (value === null || value === undefined) throw new Error('a value is missing');
  return value;
}
