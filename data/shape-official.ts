/** Official outlines of territories, in place of those that ship. */
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import { makeShapes, objectNames, subset, type Place, type ShapeProperties, type ShapeTopology } from './shape.ts';
import type { OfficialPart } from './shape-table.ts';
import type { TerritoryLevel } from './territory.ts';
import { grid, joined, mergeArcs, ontoGrid, type Piece } from './topology.ts';

type Geometry = GeometryObject<ShapeProperties>;
type Shapes = Piece<ShapeProperties>;

/**
 * The shapes of some places: official where there are any, else what ships. An area is the union of its municipalities.
 * @param within  what the places lie in; outlines of places that the list does not have are drawn inside it too
 * @param municipalities  of the areas
 * @param parts  the outlines in use of these places' regions; for areas those of municipalities
 */
export function withOfficial(
  level: TerritoryLevel,
  { places, within, municipalities }: Wanted,
  parts: readonly OfficialPart[],
): ShapeTopology {
  const all = joined(parts.map(({ topology }) => pieceOf(topology)));
  const own = level === 'area' ? dissolved(all, places, municipalities) : listed(all, places, within);
  if (own.geometries.length === 0) return makeShapes(level, places);
  const drawn = new Set(own.geometries.map(({ id }) => String(id)));
  const rest = places.filter(({ code }) => !drawn.has(code));
  const general = rest.length === 0 ? null : makeShapes(level, rest);
  const { geometries, arcs } = general ? joined([own, pieceOf(ontoGrid(general))]) : own;
  return {
    ...subset({ arcs: [...arcs], transform: grid }, objectNames[level], geometries),
    ...creditOf(parts, general),
    official: true,
    missing: general?.missing ?? [],
  };
}

export interface Wanted {
  readonly places: readonly Place[];
  readonly within: string | undefined;
  readonly municipalities: readonly Place[];
}

function pieceOf(topology: Topology<Record<string, GeometryCollection<ShapeProperties>>>): Shapes {
  return { arcs: topology.arcs, geometries: Object.values(topology.objects).flatMap(({ geometries }) => geometries) };
}

/** The outlines of the places, with the names of the list; then those that the list does not have. */
function listed({ geometries, arcs }: Shapes, places: readonly Place[], within: string | undefined): Shapes {
  const known = new Map(places.map((place) => [place.code, place]));
  const told = (one: Geometry): Geometry[] => {
    const place = known.get(String(one.id));
    if (place) return [{ ...one, properties: propertiesOf(place) }];
    return isUnlisted(one, within) ? [one] : [];
  };
  return { geometries: geometries.flatMap(told), arcs };
}

function propertiesOf({ name, province, region, area = null }: Place): ShapeProperties {
  return { name, region, ...(province === null ? {} : { province, area }) };
}

function isUnlisted(geometry: Geometry, within: string | undefined): boolean {
  const properties = geometry.properties as ShapeProperties | undefined;
  if (!properties?.unlisted) return false;
  return within === undefined || within === properties.region || within === properties.province;
}

/** At least half of an area's municipalities must have an outline, or its form would mislead. */
function dissolved({ geometries, arcs }: Shapes, areas: readonly Place[], municipalities: readonly Place[]): Shapes {
  const shapes = new Map(geometries.map((one) => [String(one.id), one]));
  const topology: Topology = { type: 'Topology', objects: {}, arcs: [...arcs], transform: grid };
  const merged = areas.flatMap(({ code, name, province, region }): Geometry[] => {
    const members = municipalities.filter(({ area }) => area === code);
    const drawn = members.flatMap((one) => shapes.get(one.code) ?? []);
    if (!isMost(drawn.length, members.length)) return [];
    const union = mergeArcs(topology, drawn as Parameters<typeof mergeArcs>[1]);
    return [{ ...union, id: code, properties: { name, province, region } } as Geometry];
  });
  return { geometries: merged, arcs };
}

/** Whether so many of all are enough to draw outlines rather than points. */
export const isMost = (drawn: number, all: number): boolean => drawn > 0 && drawn * 2 >= all;

/** Both are named where some places still have what ships. */
function creditOf(parts: readonly OfficialPart[], general: ShapeTopology | null): { source: string; vintage: string } {
  const unique = (texts: readonly string[]) => [...new Set(texts)].join('; ');
  return {
    source: unique([
      ...parts.map(({ source, licence }) => `${source} (${licence})`),
      ...(general ? [general.source] : []),
    ]),
    vintage: unique([...parts.map(({ vintage }) => String(vintage)), ...(general ? [general.vintage] : [])]),
  };
}
