/** Which territories of a map touch. */
import { neighbors, type Topology } from '../../../data/topology.ts';

/**
 * The neighbours of each territory of the only, or first, object of a topology, by code and in the order of the topology.
 * Two that meet in a corner alone do not touch; what has no outline has no neighbour.
 */
export function neighboursOf(topology: Topology): ReadonlyMap<string, readonly string[]> {
  const geometries = geometriesOf(topology);
  const codes = geometries.map(({ id }) => String(id ?? ''));
  const found = neighbors(geometries);
  return new Map(codes.map((code, at) => [code, (found[at] ?? []).map((other) => codes[other] ?? '')]));
}

type Geometries = Parameters<typeof neighbors>[0];

function geometriesOf({ objects }: Topology): Geometries {
  const [first] = Object.values(objects);
  if (first === undefined) return [];
  return (first.type === 'GeometryCollection' ? first.geometries : [first]) as Geometries;
}
