/** Outlines and points of territories as TopoJSON, for maps. */
import { readFileSync } from 'node:fs';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';
import { Problem } from '../problem.ts';
import { readCountries } from './country.ts';
import { readRegionsAndProvinces, territoryLevels } from './territory.ts';
import { renumbered } from './topology.ts';
import type { TerritoryLevel, TerritoryRow } from './territory.ts';

/** What a geometry says of its territory, whose code is its `id`. */
export interface ShapeProperties {
  readonly name: string;
  /** `region` where a province has no outline of its own and its region stands for it (Sardinia) */
  readonly level?: string;
  readonly region?: string | null;
  readonly province?: string | null;
  readonly area?: string | null;
  /** an outline of a place that the list does not have (any more); it has no figures */
  readonly unlisted?: boolean;
}

/** A topology with one object, named after the level in the plural. */
export interface ShapeTopology extends Topology<Record<string, GeometryCollection<ShapeProperties>>> {
  /** whom to credit on the map */
  readonly source: string;
  readonly vintage: string;
  /** some of the outlines were imported: their source must be named on the map */
  readonly official?: boolean;
  /** [west, south, east, north] in degrees, of outlines */
  readonly bbox?: [number, number, number, number];
  /** codes of territories of this level that have neither outline nor point: to be listed under the map */
  readonly missing: readonly string[];
}

/** Each file has the objects of some levels only. */
interface OutlineFile extends Topology<Record<string, GeometryCollection<ShapeProperties>>> {
  readonly source: string;
  readonly vintage: string;
}

/** A place as far as its shape is concerned. */
export type Place = Pick<TerritoryRow, 'code' | 'name' | 'province' | 'region'> &
  Partial<Pick<TerritoryRow, 'area' | 'point'>>;

export const objectNames = {
  country: 'countries',
  region: 'regions',
  province: 'provinces',
  area: 'areas',
  municipality: 'municipalities',
} as const;

/**
 * Makes the reader of shapes. Countries, regions and provinces have outlines; areas and municipalities have points,
 * since no package ships their polygons and none is invented.
 * @param territories  the areas and municipalities in use
 * @returns `shapes(level, within)`: the territories of a level that have the code `within` or lie inside it; each
 *   answer is made once and kept
 * @throws Problem `unknown_level`; `unknown_parameter` when nothing of that level lies within
 */
export function openShapes(territories: readonly TerritoryRow[]): (level: string, within?: string) => ShapeTopology {
  const kept = new Map<string, ShapeTopology>();
  return (name, within) => {
    const level = levelOf(name);
    const key = `${level} ${within ?? ''}`;
    const shapes = kept.get(key) ?? makeShapes(level, placesWithin(placesOf(level, territories), within));
    kept.set(key, shapes);
    return shapes;
  };
}

/** @throws Problem `unknown_level` */
export function levelOf(name: string): TerritoryLevel {
  const level = territoryLevels.find((one) => one === name);
  if (!level) throw new Problem('unknown_level', { value: name, known: territoryLevels.join(', ') });
  return level;
}

/** All places of a level. */
export function placesOf(level: TerritoryLevel, territories: readonly TerritoryRow[]): readonly Place[] {
  if (level === 'country') return readCountries();
  const list: readonly (Place & { level: TerritoryLevel })[] = hasOutline(level)
    ? readRegionsAndProvinces()
    : territories;
  return list.filter((place) => place.level === level);
}

type Outlined = 'country' | 'region' | 'province';

const hasOutline = (level: TerritoryLevel): level is Outlined => level in fileNames;

/** Those that have the code or lie inside it. @throws Problem `unknown_parameter` when none does */
export function placesWithin(places: readonly Place[], within: string | undefined): readonly Place[] {
  if (within === undefined) return places;
  const inside = places.filter(({ code, area, province, region }) => [code, area, province, region].includes(within));
  if (inside.length > 0) return inside;
  const known = [...new Set(places.map(({ code, region }) => region ?? code))].sort().join(', ');
  throw new Problem('unknown_parameter', { value: within, parameter: 'within', known });
}

/** What ships of some places: outlines, or points. */
export function makeShapes(level: TerritoryLevel, places: readonly Place[]): ShapeTopology {
  return hasOutline(level) ? outlines(level, places) : points(level, places);
}

const fileNames = { country: 'country.topojson', region: 'italy.topojson', province: 'italy.topojson' } as const;
const files = new Map<string, OutlineFile>();

function readOutlines(name: string): OutlineFile {
  const read = () => JSON.parse(readFileSync(new URL(`geography/${name}`, import.meta.url), 'utf8')) as OutlineFile;
  const file = files.get(name) ?? read();
  files.set(name, file);
  return file;
}

function outlines(level: Outlined, places: readonly Place[]): ShapeTopology {
  const file = readOutlines(fileNames[level]);
  const wanted = new Set(places.map(({ code }) => code));
  const stands = new Set(places.map(({ region }) => region));
  const geometries = (file.objects[objectNames[level]]?.geometries ?? []).filter(
    ({ id, properties }) => wanted.has(String(id)) || (isRegion(properties) && stands.has(String(id))),
  );
  const drawn = new Set(geometries.map(({ id }) => String(id)));
  return {
    ...subset(file, objectNames[level], geometries),
    ...{ source: file.source, vintage: file.vintage },
    missing: [...wanted].filter((code) => !drawn.has(code)),
  };
}

const isRegion = (properties: object | undefined) => (properties as ShapeProperties | undefined)?.level === 'region';

type Geometry = GeometryObject<ShapeProperties>;

/** The geometries alone, with the arcs they use and no other. */
export function subset(
  from: Pick<Topology, 'arcs' | 'transform'>,
  name: string,
  geometries: readonly Geometry[],
): Pick<ShapeTopology, 'type' | 'transform' | 'bbox' | 'objects' | 'arcs'> {
  const places = new Map<number, number>();
  const renumberedOnes = renumbered(geometries, (old) => {
    const place = places.get(old) ?? places.size;
    places.set(old, place);
    return place;
  });
  const arcs = [...places.keys()].map((old) => from.arcs[old] ?? []);
  return {
    type: 'Topology',
    ...(from.transform ? { transform: from.transform } : {}),
    bbox: boundsOf(arcs, from.transform),
    objects: { [name]: { type: 'GeometryCollection', geometries: renumberedOnes } },
    arcs,
  };
}

/** [west, south, east, north] of arcs whose positions are steps from the one before. */
function boundsOf(arcs: Topology['arcs'], transform: Topology['transform']): [number, number, number, number] {
  const stepwise = transform !== undefined;
  const [west, east] = rangeOf(arcs, 0, stepwise);
  const [south, north] = rangeOf(arcs, 1, stepwise);
  const degrees = (value: number, axis: 0 | 1) => {
    return value * (transform?.scale[axis] ?? 1) + (transform?.translate[axis] ?? 0);
  };
  return [degrees(west, 0), degrees(south, 1), degrees(east, 0), degrees(north, 1)];
}

function rangeOf(arcs: Topology['arcs'], axis: 0 | 1, stepwise: boolean): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const arc of arcs) {
    let at = 0;
    for (const position of arc) {
      at = (stepwise ? at : 0) + (position[axis] ?? 0);
      [low, high] = [Math.min(low, at), Math.max(high, at)];
    }
  }
  return low > high ? [0, 0] : [low, high];
}

function points(level: 'area' | 'municipality', places: readonly Place[]): ShapeTopology {
  const geometries = places.flatMap(({ code, name, province, region, area = null, point }): Geometry[] => {
    const properties = level === 'area' ? { name, province, region } : { name, province, region, area };
    return point ? [{ type: 'Point', id: code, coordinates: point, properties }] : [];
  });
  return {
    type: 'Topology',
    source: 'GeoNames (CC BY 4.0); ISTAT codes',
    vintage: 'municipalities of 2025',
    missing: places.filter(({ point }) => !point).map(({ code }) => code),
    objects: { [objectNames[level]]: { type: 'GeometryCollection', geometries } },
    arcs: [],
  };
}
