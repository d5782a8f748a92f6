/** Checks the geometry of a record and mends what can be mended without guessing. */
import { badShape, tooMuch } from './fault.ts';
import type { Layer, Position, ShapeRecord } from './layer.ts';
import { limit } from './limit.ts';

export type Polygons = readonly (readonly Position[])[][];

/** What a layer had to be helped with. */
export interface Tally {
  positions: number;
  /** rings that were not closed, and are now */
  closed: number;
  /** rings without an inside, left out */
  dropped: number;
}

/**
 * The polygons of a record in degrees; none when its geometry is empty. Rings that cross themselves stay as they are, and
 * which way they turn is put right when they are drawn.
 * @throws Problem shapes_geometry, shapes_too_large
 */
export function polygonsOf(layer: Layer, { geometry, at }: ShapeRecord, tally: Tally): Polygons {
  if (geometry === null || geometry === undefined) return [];
  const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown };
  if (type !== 'Polygon' && type !== 'MultiPolygon')
    throw badShape(layer.file, at, 'non è un poligono', 'it is no polygon');
  const polygons = listOf(layer, at, type === 'Polygon' ? [coordinates] : coordinates);
  return polygons.flatMap((polygon) => {
    const [outer, ...holes] = listOf(layer, at, polygon).map((ring) => ringOf(layer, at, ring, tally));
    return outer ? [[outer, ...holes.filter((hole) => hole !== null)]] : [];
  });
}

function listOf({ file }: Layer, at: number, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as readonly unknown[];
  throw badShape(file, at, 'le coordinate non sono un elenco', 'its coordinates are no list');
}

/** @returns null when the ring has no inside */
function ringOf(layer: Layer, at: number, value: unknown, tally: Tally): Position[] | null {
  const ring = listOf(layer, at, value).map((position) => positionOf(layer, at, position));
  tally.positions += ring.length;
  if (tally.positions > limit.positions)
    throw tooMuch(layer.file, { it: 'troppi punti', en: 'too many positions' }, limit.positions);
  if (new Set(ring.map(String)).size < 3) {
    tally.dropped += 1;
    return null;
  }
  const [[x, y] = [0, 0], last] = [ring[0], ring.at(-1)];
  if (last?.[0] === x && last[1] === y) return ring;
  tally.closed += 1;
  return [...ring, [x, y]];
}

/** Tenths of a metre: two neighbours then have their border at the same numbers. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;

function positionOf(layer: Layer, at: number, value: unknown): Position {
  const [x, y] = Array.isArray(value) ? (value as unknown[]) : [];
  if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x + y))
    throw badShape(layer.file, at, 'una coordinata non è un numero', 'a coordinate is no number');
  const [longitude, latitude] = layer.project([x, y]);
  if (!(Math.abs(longitude) <= 180 && Math.abs(latitude) <= 90))
    throw badShape(
      layer.file,
      at,
      `le coordinate ${x}, ${y} non sono gradi di longitudine e latitudine`,
      `the coordinates ${x}, ${y} are no degrees of longitude and latitude`,
    );
  return [round(longitude), round(latitude)];
}
