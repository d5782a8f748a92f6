/** The only door to the libraries that make and simplify topologies. */
import { geoArea } from 'd3-geo';
import type { FeatureCollection } from 'geojson';
import { topology as topologyOf } from 'topojson-server';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import type { ShapeProperties } from '../../data/shape.ts';
import type { OfficialTopology } from '../../data/shape-table.ts';
import { feature, ontoGrid } from '../../data/topology.ts';
import type { Outline } from './match.ts';

type Geometry = GeometryObject<ShapeProperties>;

/** Borders that two outlines share, once; made simpler as often as somebody asks, by metres. */
export function simplifier(outlines: readonly Outline[]): (detail: number) => OfficialTopology {
  const features = outlines.map(({ code, name, polygons, listed, region, province }) => ({
    type: 'Feature' as const,
    id: code,
    properties: listed ? { name } : { name, region, province, unlisted: true },
    geometry: { type: 'MultiPolygon' as const, coordinates: polygons as unknown as number[][][][] },
  }));
  const outlinesOf: FeatureCollection = { type: 'FeatureCollection', features };
  const whole = topologyOf({ outlines: outlinesOf });
  const weighed = keepForms(presimplify(whole as unknown as Weighed, sphericalTriangleArea));
  return (detail) => turned(ontoGrid(simplify(weighed, leastTriangle(detail)) as unknown as OfficialTopology));
}

type Weighed = Parameters<typeof simplify>[0];

const earthRadius = 6_371_008.8; // metres, mean

/** The area of a triangle with two sides so long, in steradians. */
const leastTriangle = (metres: number) => metres ** 2 / 2 / earthRadius ** 2;

/** An arc keeps its weightiest bend, a ring of one arc two of them: however small, an outline stays an outline. */
function keepForms(topology: Weighed): Weighed {
  for (const arc of topology.arcs as unknown as [number, number, number][][]) {
    const [first, last] = [arc[0], arc.at(-1)];
    const isRing = first?.[0] === last?.[0] && first?.[1] === last?.[1];
    const bends = arc.slice(1, -1).sort((a, b) => b[2] - a[2]);
    for (const bend of bends.slice(0, isRing ? 2 : 1)) bend[2] = Infinity;
  }
  return topology;
}

/** Steradians of a quarter of a soccer field: what is smaller than this is no part of a map any more. */
const speck = 5e-11;

type Ring = number[];

/**
 * Turns every ring the way that it is drawn: the inside on its right, holes the other way round. Rings that have become
 * specks are left out, but for the last of a territory.
 */
function turned(topology: OfficialTopology): OfficialTopology {
  const objects = Object.entries(topology.objects).map(([name, { geometries, ...rest }]) => {
    const right = geometries.map((one) => turnedGeometry(topology, one));
    return [name, { ...rest, geometries: right } as GeometryCollection<ShapeProperties>] as const;
  });
  return { ...topology, objects: Object.fromEntries(objects) };
}

function turnedGeometry(topology: Topology, geometry: Geometry): Geometry {
  if (geometry.type !== 'MultiPolygon') return geometry;
  const polygons = geometry.arcs.map((rings) => rings.map((ring) => measured(topology, ring)));
  const largest = Math.max(...polygons.map(([outer]) => outer?.size ?? 0));
  const arcs = polygons
    .filter(([outer]) => outer && (outer.size > speck || outer.size === largest))
    .map(([outer, ...holes]) => [
      ...(outer ? [turnedRing(outer, false)] : []),
      ...holes.filter(({ size }) => size > speck).map((hole) => turnedRing(hole, true)),
    ]);
  return { ...geometry, arcs };
}

interface Measured {
  readonly ring: Ring;
  readonly size: number;
  /** its inside is the rest of the world */
  readonly inverted: boolean;
}

function measured(topology: Topology, ring: Ring): Measured {
  const { geometry } = feature(topology, { type: 'Polygon', arcs: [ring] });
  const area = geoArea(geometry);
  const inverted = area > 2 * Math.PI;
  return { ring, size: inverted ? 4 * Math.PI - area : area, inverted };
}

const turnedRing = ({ ring, inverted }: Measured, wanted: boolean): Ring =>
  inverted === wanted ? ring : ring.toReversed().map((arc) => ~arc);
