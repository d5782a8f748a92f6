/** The layer of a GeoJSON or TopoJSON file. */
import { z } from 'zod';
import { feature } from '../../data/topology.ts';
import { Problem } from '../../problem.ts';
import { badFormat, badShape, tooMuch } from './fault.ts';
import type { Layer, ShapeRecord, ShapesWanted } from './layer.ts';
import { limit } from './limit.ts';
import { asDegrees } from './projection.ts';

/** Geometry is checked position by position later on: millions of them. */
const Feature = z.looseObject({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  properties: z.record(z.string(), z.unknown()).nullish(),
  geometry: z.unknown(),
});
const Collection = z.looseObject({
  type: z.literal('FeatureCollection'),
  features: z.array(z.unknown()),
  crs: z.looseObject({ properties: z.looseObject({ name: z.string() }) }).nullish(),
});
const TopologyFile = z.looseObject({
  type: z.literal('Topology'),
  objects: z.record(z.string(), z.looseObject({ type: z.string() })),
  arcs: z.array(z.array(z.array(z.number()).min(2))),
});
type TopologyFile = z.infer<typeof TopologyFile>;

/** Names of the system that GeoJSON always is in, as older files still write them. */
const degrees = /(CRS:?84|EPSG:{1,2}(4326|4258))$/i;

/** @throws Problem shapes_format, shapes_layer, shapes_projection, shapes_geometry, shapes_too_large */
export function readJson(file: string, bytes: Buffer, wanted: ShapesWanted): Layer {
  const value = parse(file, bytes);
  const topology = TopologyFile.safeParse(value);
  const collection = topology.success ? unfolded(file, topology.data, wanted) : value;
  const { success, data } = Collection.safeParse(collection);
  if (!success) throw badFormat(file, 'non ha elementi (FeatureCollection)', 'it has no features (FeatureCollection)');
  if (data.crs && !degrees.test(data.crs.properties.name))
    throw new Problem('shapes_projection', { file, value: data.crs.properties.name });
  if (data.features.length > limit.records)
    throw tooMuch(file, { it: 'troppi elementi', en: 'too many records' }, limit.records);
  const records = data.features.map((one, index) => recordOf(file, one, index + 1));
  return { file, level: wanted.level, records, project: asDegrees };
}

function parse(file: string, bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw badFormat(file, 'non è JSON', 'it is not JSON', cause);
  }
}

function recordOf(file: string, value: unknown, at: number): ShapeRecord {
  const one = Feature.safeParse(value);
  if (!one.success) throw badShape(file, at, 'non è un elemento (Feature)', 'it is no feature');
  const { id, properties, geometry } = one.data;
  return { at, id, properties: properties ?? {}, geometry };
}

/** The features of one object of a topology. */
function unfolded(file: string, topology: TopologyFile, { level, layer }: ShapesWanted): unknown {
  const names = Object.keys(topology.objects);
  const name = layer ?? (names.length === 1 ? names[0] : undefined);
  const object = topology.objects[name ?? ''];
  if (!object) throw new Problem('shapes_layer', { file, level, known: names.join(', ') });
  try {
    const topo = topology as unknown as Parameters<typeof feature>[0];
    const found = feature(topo, object as unknown as Exclude<Parameters<typeof feature>[1], string>);
    return found.type === 'FeatureCollection' ? found : { type: 'FeatureCollection', features: [found] };
  } catch (cause) {
    throw badFormat(file, 'la topologia è guasta', 'the topology is damaged', cause);
  }
}
