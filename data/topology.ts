/** The only door to the library that reads topologies; all official outlines lie on one grid, so that they join. */
import { feature, mergeArcs, neighbors, quantize } from 'topojson-client';
import type { GeometryCollection, GeometryObject, Topology } from 'topojson-specification';

export { feature, mergeArcs, neighbors };
export type { GeometryCollection, Topology } from 'topojson-specification';

/** Steps of about five metres from the meridian of Greenwich and the equator. */
export const grid: NonNullable<Topology['transform']> = { scale: [5e-5, 5e-5], translate: [0, 0] };

export type Arcs = number | readonly Arcs[];
export type Arc = Topology['arcs'][number];
type Geometry<P extends object> = GeometryObject<P>;

/** Geometries and the arcs that they use; positions are steps of the grid, each from the one before. */
export interface Piece<P extends object> {
  readonly geometries: readonly Geometry<P>[];
  readonly arcs: readonly Arc[];
}

/** Puts a topology without a grid, or with one of its own, onto ours. */
export function ontoGrid<P extends object>(
  topology: Topology<Record<string, GeometryCollection<P>>>,
): Topology<Record<string, GeometryCollection<P>>> {
  const { transform, ...rest } = topology;
  const arcs = transform ? topology.arcs.map((arc) => degreesOf(arc, transform)) : topology.arcs;
  return quantize({ ...rest, arcs }, grid);
}

function degreesOf(arc: Arc, { scale, translate }: NonNullable<Topology['transform']>): Arc {
  let [x, y] = [0, 0];
  return arc.map(([dx = 0, dy = 0]) => {
    [x, y] = [x + dx, y + dy];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

/** The same geometries with other arcs: `place` gives the number of an arc, from its old one; the sign says the direction. */
export function renumbered<P extends object>(
  geometries: readonly Geometry<P>[],
  place: (arc: number) => number,
): Geometry<P>[] {
  const renumber = (arcs: Arcs): Arcs => {
    if (typeof arcs !== 'number') return arcs.map(renumber);
    return arcs < 0 ? ~place(~arcs) : place(arcs);
  };
  return geometries.map((one) => ('arcs' in one ? { ...one, arcs: renumber(one.arcs) } : one) as Geometry<P>);
}

/** Pieces of the grid as one: a border that two of them have is one arc. */
export function joined<P extends object>(pieces: readonly Piece<P>[]): Piece<P> {
  const places = new Map<string, number>();
  const arcs: Arc[] = [];
  const placeOf = (arc: Arc): number => {
    const key = JSON.stringify(arc);
    const [same, back] = [places.get(key), places.get(JSON.stringify(reversed(arc)))];
    if (same !== undefined) return same;
    if (back !== undefined) return ~back;
    places.set(key, arcs.length);
    return arcs.push(arc) - 1;
  };
  const geometries = pieces.flatMap((piece) => {
    const found = piece.arcs.map(placeOf);
    return renumbered(piece.geometries, (arc) => found[arc] ?? 0);
  });
  return { geometries, arcs };
}

function reversed(arc: Arc): Arc {
  const positions = degreesOf(arc, { scale: [1, 1], translate: [0, 0] }).toReversed();
  return positions.map(([x = 0, y = 0], at) => {
    const [beforeX = 0, beforeY = 0] = at === 0 ? [] : (positions[at - 1] ?? []);
    return [x - beforeX, y - beforeY];
  });
}
